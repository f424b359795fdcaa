import type { JobKind } from '#lib/contracts/agent/index.ts';
import { type EngineHomes, type EngineName, readInstallState } from '#lib/platform/engine-home.ts';

/** The environment that a kind of job runs in. */
export const engineOf = (kind: JobKind): EngineName => (kind === 'serve' ? 'serve' : 'train');

/** Why an environment cannot start anything yet; null when it can. */
export function engineBlocker(
  engines: EngineHomes,
  name: EngineName,
): { code: string; message: string } | null {
  const { state, step, progress, message } = readInstallState(engines[name].installFile);
  if (state === 'ready') return null;
  if (state === 'failed') return { code: 'engine.failed', message: message ?? step };
  if (state === 'absent') return { code: 'engine.absent', message: 'The engine is not installed yet.' };
  return { code: 'engine.installing', message: `${step} (${Math.round(progress * 100)}%)` };
}
