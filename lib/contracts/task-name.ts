import { z } from 'zod';

/** 1–64 characters: Chinese, letters, digits, `- _`, starting with Chinese or a letter. */
export const TaskName = z
  .string()
  .trim()
  .min(1, 'A task name needs 1 to 64 characters.')
  .max(64, 'A task name needs 1 to 64 characters.')
  .regex(/^[\p{Script=Han}A-Za-z]/u, 'A task name starts with a Chinese character or a letter.')
  .regex(
    /^[\p{Script=Han}A-Za-z0-9_-]*$/u,
    'A task name holds only Chinese characters, letters, digits, hyphens and underscores.',
  );
