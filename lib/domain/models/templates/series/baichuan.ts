import { baichuan as shape } from '../shapes.ts';
import type { Series } from '../template.ts';

const weightsNote = {
  zh: '百川系列只能使用自己的权重：请从发布方获取并上传到文件夹，再按推理环境修改其配置。',
  en: 'The Baichuan series works with your own weights only: get them from the publisher, upload the folder, and adapt its configuration.',
};

export const baichuan: readonly Series[] = [
  {
    series: '百川2',
    family: '百川2',
    ownWeightsOnly: true,
    introduction: {
      zh: '百川2 是百川智能的双语大模型，在中文问答、翻译和数学题上有较好的积累。',
      en: 'Baichuan 2 is a bilingual series by Baichuan, with a strong record in Chinese questions, translation and mathematics.',
    },
    members: [
      {
        name: 'Baichuan2-7B',
        sizeBillion: 7.5,
        expected: shape(4096, 32, 32, { intermediate: 11_008 }),
        weightsNote,
      },
      {
        name: 'Baichuan2-13B',
        sizeBillion: 13.9,
        expected: shape(5120, 40, 40, { intermediate: 13_696 }),
        weightsNote,
      },
    ],
  },
];
