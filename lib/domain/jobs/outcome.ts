import type { Failure, RunnerResult } from '#lib/contracts/agent/index.ts';

/** How a job ended, for whatever waits on it. */
export type Outcome =
  | { state: 'succeeded'; result: RunnerResult | null }
  | { state: 'failed'; failure: Failure }
  | { state: 'stopped'; reason: string | null };
