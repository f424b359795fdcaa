export const MAX_GROUP_DESCRIPTION = 256;
export const GROUP_STATES = ['active', 'disabled'] as const;
