import { qwen as first, qwen2, qwen2Vl } from '../shapes.ts';
import type { Series } from '../template.ts';

const bf16Note = {
  zh: '自带权重时需要修改 modeling_qwen.py：SUPPORT_BF16 与 SUPPORT_FP16 不再查询 CUDA 能力。',
  en: 'Own weights need a change in modeling_qwen.py: SUPPORT_BF16 and SUPPORT_FP16 must not ask for CUDA capabilities.',
};
const two72 = qwen2(8192, 80, 64, { keyValueHeads: 8, intermediate: 29_568 });
const two7 = qwen2(3584, 28, 28, { keyValueHeads: 4, intermediate: 18_944 });

export const qwen: readonly Series[] = [
  {
    series: '通义千问',
    family: '通义千问',
    introduction: {
      zh: '通义千问是阿里云开放的第一代千问模型，覆盖中文问答、创作、翻译、代码和数学。',
      en: 'The first open generation of Qwen by Alibaba Cloud: Chinese questions, writing, translation, code and mathematics.',
    },
    members: [
      { name: 'Qwen-7B', sizeBillion: 7.7, expected: first(4096, 32, 32), weightsNote: bf16Note },
      { name: 'Qwen-14B', sizeBillion: 14.2, expected: first(5120, 40, 40), weightsNote: bf16Note },
      { name: 'Qwen-72B', sizeBillion: 72.3, expected: first(8192, 80, 64), weightsNote: bf16Note },
    ],
  },
  {
    series: '通义千问1.5',
    family: '通义千问1.5',
    introduction: {
      zh: '千问 1.5 改用 transformers 原生结构，尺寸齐全，便于在同一流程里换模型比较。',
      en: 'Qwen1.5 moved to a structure that transformers knows natively, in many sizes that are easy to compare.',
    },
    members: [
      { name: 'Qwen1.5-7B', sizeBillion: 7.7, expected: qwen2(4096, 32, 32, { intermediate: 11_008 }) },
      { name: 'Qwen1.5-14B', sizeBillion: 14.2, expected: qwen2(5120, 40, 40, { intermediate: 13_696 }) },
      {
        name: 'Qwen1.5-32B',
        sizeBillion: 32.5,
        expected: qwen2(5120, 64, 40, { keyValueHeads: 8, intermediate: 27_392 }),
      },
      { name: 'Qwen1.5-72B', sizeBillion: 72.3, expected: qwen2(8192, 80, 64, { intermediate: 24_576 }) },
    ],
  },
  {
    series: '通义千问2',
    family: '通义千问2',
    introduction: {
      zh: '千问 2 全系采用分组查询注意力，推理更省显存，多语言和数学能力进一步提升。',
      en: 'Qwen2 uses grouped-query attention throughout: less memory when serving, better languages and mathematics.',
    },
    members: [
      {
        name: 'Qwen2-0.5B',
        sizeBillion: 0.49,
        expected: qwen2(896, 24, 14, { keyValueHeads: 2, intermediate: 4864 }),
      },
      {
        name: 'Qwen2-1.5B',
        sizeBillion: 1.54,
        expected: qwen2(1536, 28, 12, { keyValueHeads: 2, intermediate: 8960 }),
      },
      { name: 'Qwen2-7B', sizeBillion: 7.6, expected: two7 },
      { name: 'Qwen2-72B', sizeBillion: 72.7, expected: two72 },
      {
        name: 'Qwen2-72B-1K',
        sizeBillion: 72.7,
        expected: two72,
        remark: {
          zh: '这个模板面向短文本的高并发场景。',
          en: 'This template is for short texts at high concurrency.',
        },
      },
      {
        name: 'Qwen2-72B-32K',
        sizeBillion: 72.7,
        expected: two72,
        remark: {
          zh: '这个模板面向长文档，总长度可到 32K。',
          en: 'This template is for long documents, up to 32K in all.',
        },
      },
    ],
  },
  {
    series: '通义千问2.5',
    family: '通义千问2.5',
    introduction: {
      zh: '千问 2.5 用更多高质量语料训练，结构化输出、代码和数学都有提升，结构与千问 2 相同。',
      en: 'Qwen2.5 was trained on more good text: better structured output, code and mathematics in the structure of Qwen2.',
    },
    members: [
      { name: 'Qwen2.5-7B', sizeBillion: 7.6, expected: two7 },
      {
        name: 'Qwen2.5-14B',
        sizeBillion: 14.8,
        expected: qwen2(5120, 48, 40, { keyValueHeads: 8, intermediate: 13_824 }),
      },
      {
        name: 'Qwen2.5-32B',
        sizeBillion: 32.8,
        expected: qwen2(5120, 64, 40, { keyValueHeads: 8, intermediate: 27_648 }),
      },
      { name: 'Qwen2.5-72B', sizeBillion: 72.7, expected: two72 },
    ],
  },
  {
    series: '通义千问2-VL',
    family: '通义千问2-VL',
    introduction: {
      zh: '千问 2-VL 能看图作答：读图表、票据和界面截图，并就内容继续对话。',
      en: 'Qwen2-VL answers about pictures: it reads charts, receipts and screenshots and talks about them.',
    },
    members: [
      {
        name: 'Qwen2-VL-7B',
        sizeBillion: 8.3,
        expected: { ...qwen2Vl(3584, 28, 28), config: {} },
      },
    ],
  },
];
