import type { EngineHomes, EngineName } from '#lib/platform/engine-home.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Sampler } from '../../machine/sampler.ts';
import type { WarmKeeper } from './warm-keeper.ts';

export type Capacity = { cpuCores: number; memoryBytes: number; cards: number };

/** What the parts of the local executor share. */
export type LocalContext = {
  journal: Journal;
  store: ObjectStore;
  engines: EngineHomes;
  logger: Logger;
  sampler: Sampler;
  warm: Record<EngineName, WarmKeeper>;
  jobsRoot: string;
  cacheRoot: string;
  capacity: () => Capacity;
};
