import { z } from 'zod';
import { ServiceId } from './ids.ts';

export const LOWEST_GRADE = 1;
/** Answers of one run that a judge grades: each is a call of a service. */
export const MAX_JUDGED_SAMPLES = 5000;

/** What a judge is told when nobody says otherwise. */
export const DEFAULT_RUBRICS = {
  zh: '你是严格而公正的评审。请对照参考答案，给下面的回答打 1 到 10 的分：10 分表示内容正确、完整，意思与参考答案一致；7 分表示大体正确、有小遗漏；4 分表示部分正确；1 分表示错误或答非所问。只看内容，不看长短和文风；说法不同但意思相同不扣分。请用一句话说明理由。',
  en: 'You are a strict and fair judge. Compare the answer below with the reference and grade it from 1 to 10: 10 is correct, complete and means the same as the reference; 7 is mostly correct with small omissions; 4 is partly correct; 1 is wrong or beside the question. Judge content, not length or style; other words for the same meaning lose nothing. Give the reason in one sentence.',
} as const;

/** A running service of the account that grades every answer. */
export const JudgeInput = z.strictObject({
  serviceId: ServiceId,
  rubric: z
    .string()
    .trim()
    .min(10, 'A rubric needs 10 to 4000 characters.')
    .max(4000, 'A rubric needs 10 to 4000 characters.')
    .default(DEFAULT_RUBRICS.zh),
});
export type JudgeInput = z.infer<typeof JudgeInput>;

export const JUDGE_STATES = ['waiting', 'judging', 'done', 'failed', 'stopped'] as const;
export const JudgeState = z.enum(JUDGE_STATES);
export type JudgeState = z.infer<typeof JudgeState>;
