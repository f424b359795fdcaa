import type { Template } from './template.ts';
import { USE_CASES } from './texts.ts';

/** Slug of the card whose weights come with the Studio (engine/base_model). */
export const BUILT_IN_SLUG = 'studio-mini-3m';

export const builtInTemplate: Template = {
  slug: BUILT_IN_SLUG,
  name: 'Studio-Mini-3M',
  series: 'Studio',
  type: 'text-generation',
  scenarios: ['chat', 'classification'],
  languages: ['zh', 'en'],
  sizeBillion: 0.003,
  sizeClass: 'tiny',
  contextLength: null,
  quantisation: 'none',
  builtIn: true,
  ownWeightsOnly: false,
  onlyFromCompression: false,
  supports: {
    tune: ['full', 'lora'],
    compress: ['smoothquant-w8a8', 'awq-w4a16'],
    evaluate: true,
    deploy: true,
  },
  expected: { architecture: 'Qwen2ForCausalLM', modelType: 'qwen2', config: {} },
  summary: {
    zh: '随平台提供的小模型，千问 2 结构，只有几 MB，在任何一台笔记本上都能真正调优和运行。',
    en: 'The small model that comes with the platform: Qwen2 structure, a few MB, tunes and runs for real on any laptop.',
  },
  introduction: {
    zh: '用平台自己生成的中英文语料从零训练，生成脚本、随机种子和训练步骤都在仓库里。它能回答关于首都、颜色、反义词、算术等简单问题，经过调优可以学会给新闻标题分类这样的任务。它的用途是在没有加速卡的机器上走通从数据到模型的全过程；复杂的问题请换用更大的模型。',
    en: 'Trained from nothing on Chinese and English text that the project generates; the generator, its seed and the training recipe are in the repository. It answers simple questions about capitals, colours, opposites and sums, and can be tuned to sort news headlines and the like. It is there to walk the whole way from data to model without an accelerator; for hard questions choose a larger model.',
  },
  useCases: [USE_CASES.chat, USE_CASES.classification],
  weightsNote: null,
};

/** Any folder that transformers can load as a causal language model. */
export const ownModelTemplate: Template = {
  slug: 'huggingface',
  name: 'Hugging Face',
  series: 'Hugging Face',
  type: 'text-generation',
  scenarios: ['chat', 'classification', 'writing'],
  languages: ['zh', 'en'],
  sizeBillion: null,
  sizeClass: 'any',
  contextLength: null,
  quantisation: 'none',
  builtIn: false,
  ownWeightsOnly: true,
  onlyFromCompression: false,
  supports: { tune: ['full', 'lora'], compress: [], evaluate: true, deploy: true },
  expected: { architecture: null, modelType: null, config: {} },
  summary: {
    zh: '任何 Hugging Face 格式的文本生成模型文件夹：config.json、词表和权重放在一起即可。',
    en: 'Any folder of a text-generation model in Hugging Face format: config.json, vocabulary and weights together.',
  },
  introduction: {
    zh: '把 transformers 的 from_pretrained 能加载的文件夹上传到文件里，平台就能用它创建模型。权重校验会读取配置、加载词表和权重，但不与任何标准结构比较。',
    en: 'Upload a folder that from_pretrained of transformers can load, and make a model of it. The weight check reads the configuration and loads vocabulary and weights, but compares them with no standard.',
  },
  useCases: [USE_CASES.chat, USE_CASES.classification, USE_CASES.writing],
  weightsNote: null,
};
