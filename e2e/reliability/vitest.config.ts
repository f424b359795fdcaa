import { defineConfig } from 'vitest/config';

/** Real processes are killed here: one file at a time. */
export default defineConfig({
  test: {
    include: ['e2e/reliability/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    maxWorkers: 1,
  },
});
