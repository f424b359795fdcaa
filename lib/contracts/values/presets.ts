export const PRESET_KINDS = ['chat', 'embedding', 'text-to-image', 'image-understanding'] as const;

/** J5. Of one user at one preset service. */
export const TRIAL_TOKENS = 10_000;
