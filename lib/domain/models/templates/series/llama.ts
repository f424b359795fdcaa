import { llama as shape } from '../shapes.ts';
import type { Series } from '../template.ts';

const eight = shape(4096, 32, 32, { keyValueHeads: 8, intermediate: 14_336 });
const seventy = shape(8192, 80, 64, { keyValueHeads: 8, intermediate: 28_672 });
const llama2Note = {
  zh: '自带权重时请确认 config.json 与 generation_config.json 中的采样参数和 do_sample 一致。',
  en: 'With own weights, make sure that do_sample and the sampling parameters in generation_config.json agree.',
};

export const llama: readonly Series[] = [
  {
    series: 'Llama2',
    family: 'Llama2',
    introduction: {
      zh: 'Llama 2 是 Meta 的英文大模型系列，生态成熟，常作为英文写作、摘要和对话任务的起点。',
      en: 'Llama 2 is a series by Meta with a mature ecosystem, a common start for English writing, summaries and chat.',
    },
    members: [
      {
        name: 'Llama2-7B',
        sizeBillion: 6.7,
        expected: shape(4096, 32, 32, { intermediate: 11_008 }),
        weightsNote: llama2Note,
      },
      {
        name: 'Llama2-13B',
        sizeBillion: 13,
        expected: shape(5120, 40, 40, { intermediate: 13_824 }),
        weightsNote: llama2Note,
      },
      { name: 'Llama2-70B', sizeBillion: 69, expected: seventy, weightsNote: llama2Note },
    ],
  },
  {
    series: 'Llama3',
    family: 'Llama3',
    introduction: {
      zh: 'Llama 3 用更大的词表和更多语料训练，同等规模下推理与代码能力明显好于上一代。',
      en: 'Llama 3 was trained on more text with a larger vocabulary; at equal size it reasons and codes clearly better than its predecessor.',
    },
    members: [
      { name: 'Llama3-8B', sizeBillion: 8, expected: eight },
      { name: 'Llama3-70B', sizeBillion: 70.6, expected: seventy },
    ],
  },
  {
    series: 'Llama3.1',
    family: 'Llama3.1',
    introduction: {
      zh: 'Llama 3.1 在 Llama 3 的结构上加长了上下文，并加强了工具调用和多语言能力。',
      en: 'Llama 3.1 keeps the structure of Llama 3 with a longer context, better tool use and more languages.',
    },
    members: [
      { name: 'Llama3.1-8B', sizeBillion: 8, expected: eight },
      { name: 'Llama3.1-70B', sizeBillion: 70.6, expected: seventy },
    ],
  },
];
