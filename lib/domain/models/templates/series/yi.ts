import { llama } from '../shapes.ts';
import type { Series } from '../template.ts';

export const yi: readonly Series[] = [
  {
    series: 'Yi',
    family: 'Yi',
    introduction: {
      zh: 'Yi 是零一万物的双语模型系列，结构与 Llama 相同，34B 版本在单机多卡上兼顾效果与成本。',
      en: 'Yi is a bilingual series by 01.AI with the structure of Llama; its 34B member balances quality and cost on one node.',
    },
    members: [
      {
        name: 'Yi-6B',
        sizeBillion: 6.1,
        expected: llama(4096, 32, 32, { keyValueHeads: 4, intermediate: 11_008 }),
      },
      {
        name: 'Yi-34B',
        sizeBillion: 34.4,
        expected: llama(7168, 60, 56, { keyValueHeads: 8, intermediate: 20_480 }),
      },
    ],
  },
];
