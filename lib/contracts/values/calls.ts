/** Who called: an API key, a service group by its AppKey, or people in the playground. */
export const PLAYGROUND_CALLER = 'playground';
export const BREAKDOWNS = ['model', 'route', 'caller'] as const;
