/** Query keys; the first two parts are what live changes name. */
export const SERVICES_KEY = ['service', 'list', 'playground'] as const;
export const HISTORY_KEY = ['conversation', 'list'] as const;
export const PROMPTS_KEY = ['systemPrompt', 'list'] as const;
export const conversationKey = (id: string) => ['conversation', id] as const;

/** Which side panels are open, kept where the first paint can read it. */
export const PANELS_COOKIE = 'studio-playground';
