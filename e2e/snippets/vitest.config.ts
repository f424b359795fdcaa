import { defineConfig } from 'vitest/config';

/** What programs of other people send: needs the engine's Python environments, which the domain's tests do not. */
export default defineConfig({
  test: { include: ['e2e/snippets/**/*.test.ts'], testTimeout: 120_000, maxWorkers: 1 },
});
