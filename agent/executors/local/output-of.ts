import type { JobSpec } from '#lib/contracts/agent/index.ts';

/** Storage folder that a job's output becomes; null when it leaves none. */
export const outputOf = ({ runner }: JobSpec): string | null => ('output' in runner ? runner.output : null);
