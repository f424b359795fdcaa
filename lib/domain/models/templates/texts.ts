import type { Localised, Scenario } from '#lib/contracts/templates.ts';

/** What a scenario looks like in work, for the card's use cases. */
export const USE_CASES: Record<Scenario, Localised> = {
  chat: {
    zh: '多轮问答：客服、办公助手、知识查询',
    en: 'Conversation: service desks, office assistants, knowledge look-up',
  },
  'long-reasoning': {
    zh: '通读长文档并据此推理：合同、报告、会议记录',
    en: 'Reasoning over long documents: contracts, reports, minutes',
  },
  code: { zh: '按说明写代码、补全、解释和改错', en: 'Writing, completing, explaining and repairing code' },
  mathematics: { zh: '列式求解应用题，逐步给出推导', en: 'Word problems solved step by step' },
  translation: { zh: '中英互译，保持术语和语气', en: 'Translation that keeps terms and tone' },
  writing: { zh: '文案、邮件、故事等内容创作', en: 'Copy, letters, stories and other writing' },
  summary: { zh: '把长文压缩成要点', en: 'Summaries of long texts' },
  multilingual: { zh: '多种语言的理解与生成', en: 'Understanding and writing in many languages' },
  'text-reasoning': {
    zh: '从文字线索推出结论，并说明理由',
    en: 'Conclusions drawn from text, with the reasons',
  },
  'image-understanding': {
    zh: '看图回答：图表、票据、界面截图',
    en: 'Answers about pictures: charts, receipts, screenshots',
  },
  classification: {
    zh: '给短文本分类：新闻栏目、工单去向、情感',
    en: 'Sorting short texts: news sections, tickets, sentiment',
  },
};

/** Names in spec/facts/model-families.json. */
export const SCENARIO_BY_FACT: Record<string, Scenario> = {
  对话问答: 'chat',
  长文本推理: 'long-reasoning',
  代码生成: 'code',
  数学推理: 'mathematics',
  翻译: 'translation',
  智能创作: 'writing',
  文本摘要: 'summary',
  多语言处理: 'multilingual',
  文本推理: 'text-reasoning',
  文本生成推理: 'text-reasoning',
  图像理解: 'image-understanding',
};

export const QUANTISED_TEXT = {
  'awq-w4a16': {
    zh: '这是它的 AWQ-W4A16 量化版本：权重 4 比特、激活 16 比特，显存约为原来的三分之一，只能部署。',
    en: 'This is its AWQ-W4A16 variant: 4-bit weights, 16-bit activations, about a third of the memory; it can only be deployed.',
  },
  'smoothquant-w8a8': {
    zh: '这是它的 SmoothQuant-W8A8 量化版本：权重和激活都是 8 比特，由非量化模型压缩得到，只能部署。',
    en: 'This is its SmoothQuant-W8A8 variant: 8-bit weights and activations, made by compressing the unquantised model; it can only be deployed.',
  },
} as const satisfies Record<string, Localised>;
