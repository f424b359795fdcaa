import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lib,app,components,console,controller,gateway,agent,scripts}/**/*.test.ts'],
    globalSetup: ['lib/testing/global-setup.ts'],
    // No test measures time; a machine that is busy with others takes several times as long.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
