/** L4. Of one user; the oldest that are not pinned go. */
export const MAX_CONVERSATIONS = 200;

/** L5. Services side by side. */
export const MAX_LANES = 4;
export const MAX_QUESTION_CHARACTERS = 100_000;
export const MAX_SYSTEM_PROMPT_CHARACTERS = 20_000;

/** `stopped` keeps what had come; `failed` says why in `failure`. */
export const ANSWER_STATES = ['pending', 'streaming', 'done', 'stopped', 'failed'] as const;
type AnswerState = (typeof ANSWER_STATES)[number];

export const isUnderWay = (state: AnswerState): boolean => state === 'pending' || state === 'streaming';
