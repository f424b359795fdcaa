import { type EngineHomes, type EngineName, readInstallState } from '#lib/platform/engine-home.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { WarmKeeper } from './warm-keeper.ts';

/** One process with vLLM imported takes 1 GiB; its instances want theirs too. */
const SERVE_NEEDS_FREE_BYTES = 6 * 1024 ** 3;

/** A warm parent for each engine. Serving comes second: people begin by tuning, and both at once are slow. */
export function warmKeepers(
  folder: string,
  engines: EngineHomes,
  logger: Logger,
): Record<EngineName, WarmKeeper> {
  const common = { folder, logger };
  const train = new WarmKeeper({ ...common, name: 'train', engine: engines.train, mayStart: () => true });
  const trainSettled = () => train.up || readInstallState(engines.train.installFile).state !== 'ready';
  const serve = new WarmKeeper({
    ...common,
    name: 'serve',
    engine: engines.serve,
    mayStart: () => trainSettled() && process.availableMemory() >= SERVE_NEEDS_FREE_BYTES,
  });
  return { train, serve };
}
