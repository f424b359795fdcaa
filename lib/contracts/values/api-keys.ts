export const MAX_KEYS_PER_USER = 5;

/** `expired` only while it is neither disabled nor banned. */
export const API_KEY_STATES = ['active', 'disabled', 'banned', 'expired'] as const;
