import { deepseekV3, llama, qwen2 } from '../shapes.ts';
import type { Series } from '../template.ts';

const v3 = deepseekV3(7168, 61, 128);
const bf16 = {
  zh: '发布方的权重是 FP8 的：请先转换为 BF16，再上传文件夹。',
  en: 'The published weights are FP8: convert them to BF16 before uploading the folder.',
};

export const deepseek: readonly Series[] = [
  {
    series: 'DeepseekCoder',
    family: 'DeepseekCoder',
    introduction: {
      zh: 'DeepSeek Coder 以代码语料为主训练，能补全、解释和改写代码，也能回答一般问题。',
      en: 'DeepSeek Coder was trained mostly on code: it completes, explains and rewrites it, and answers general questions.',
    },
    members: [
      {
        name: 'DeepSeek-Coder-6.7B',
        sizeBillion: 6.7,
        expected: llama(4096, 32, 32, { intermediate: 11_008 }),
      },
      {
        name: 'DeepSeek-Coder-33B',
        sizeBillion: 33.3,
        expected: llama(7168, 62, 56, { keyValueHeads: 8, intermediate: 19_200 }),
      },
    ],
  },
  {
    series: 'DeepSeek-R1',
    family: 'DeepSeek-R1',
    introduction: {
      zh: 'DeepSeek-R1 会先写出思考过程再作答，适合需要多步推理的数学、代码和分析问题。',
      en: 'DeepSeek-R1 writes out its thinking before it answers, for mathematics, code and analysis in several steps.',
    },
    members: [
      { name: 'DeepSeek-R1', sizeBillion: 671, expected: v3, weightsNote: bf16 },
      {
        name: 'DeepSeek-R1-Distill-Qwen-7B',
        sizeBillion: 7.6,
        expected: qwen2(3584, 28, 28, { keyValueHeads: 4, intermediate: 18_944 }),
      },
      {
        name: 'DeepSeek-R1-Distill-Qwen-32B',
        sizeBillion: 32.8,
        expected: qwen2(5120, 64, 40, { keyValueHeads: 8, intermediate: 27_648 }),
      },
    ],
  },
  {
    series: 'DeepSeek-V3',
    family: 'DeepSeek-V3',
    introduction: {
      zh: 'DeepSeek-V3 是 6710 亿参数的混合专家模型，每个词只激活其中约 370 亿，通用对话和翻译能力强。',
      en: 'DeepSeek-V3 is a mixture of experts with 671 billion parameters, about 37 billion of them active per token.',
    },
    members: [{ name: 'DeepSeek-V3', sizeBillion: 671, expected: v3, weightsNote: bf16 }],
  },
];
