import { chatglm } from '../shapes.ts';
import type { Series } from '../template.ts';

const weightsNote = {
  zh: '自带权重时需要修改 tokenization_chatglm.py：注释掉 padding_side 的断言，并把填充改到右侧。',
  en: 'Own weights need a change in tokenization_chatglm.py: comment out the padding_side assertion and pad on the right.',
};

export const glm: readonly Series[] = [
  {
    series: 'GLM-4',
    family: 'GLM-4',
    introduction: {
      zh: 'GLM-4 是智谱开放的一代对话模型，擅长长文本阅读、推理和代码，中英文表现均衡。',
      en: 'GLM-4 is an open generation of chat models by Zhipu: long documents, reasoning and code, balanced in Chinese and English.',
    },
    members: [{ name: 'GLM-4-9B', sizeBillion: 9.4, expected: chatglm(40, 151_552), weightsNote }],
  },
  {
    series: 'ChatGLM3',
    family: 'ChatGLM3',
    introduction: {
      zh: 'ChatGLM3 是智谱与清华大学的第三代双语对话模型，体量小，适合单卡上的问答、数学和代码任务。',
      en: 'ChatGLM3 is the third generation of bilingual chat models by Zhipu and Tsinghua University, small enough for one card.',
    },
    members: [{ name: 'ChatGLM3-6B', sizeBillion: 6.2, expected: chatglm(28, 65_024), weightsNote }],
  },
];
