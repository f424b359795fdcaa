export const TUNING_METHODS = ['full', 'lora'] as const;
export const AUTO_STOP_HOURS = [1, 2, 4, 6] as const;
export const MAX_TASK_DESCRIPTION = 1000;
export const MAX_COMPARED = 10;
