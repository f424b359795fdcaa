export const MAX_VERSIONS = 10;
export const MAX_MODEL_DESCRIPTION = 100;
export const VERSION_STATES = ['creating', 'checking', 'ready', 'failed'] as const;
export const MODEL_ORIGINS = ['template', 'own-weights', 'tuning', 'compression'] as const;
