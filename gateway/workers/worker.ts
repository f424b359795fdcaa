import cluster from 'node:cluster';
import { join } from 'node:path';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** Which of the workers this one is, from 1 on. */
export const SLOT = 'STUDIO_GATEWAY_SLOT';
export const METRICS_QUESTION = 'metrics of all workers?';
const PREFIX = 'worker-';

const ownSlot = (): number => (cluster.isWorker ? Number(process.env[SLOT]) : 1);
export const isFirst = (): boolean => ownSlot() === 1;

/** Every worker is a gateway of its own, with its own journal; the first one has the folder of a single gateway. */
export function folderOf(home: string, slot = ownSlot()): string {
  const first = join(home, 'gateway');
  return slot === 1 ? first : join(first, `${PREFIX}${slot}`);
}

/** Folder names of workers that a gateway of `count` workers no longer starts. */
export const isLeftOver = (name: string, count: number): boolean =>
  name.startsWith(PREFIX) && Number(name.slice(PREFIX.length)) > count;

/** A worker whose primary process was killed ends as suddenly: the next one with its journal may start at any moment. */
export function leaveWithPrimary(): void {
  if (cluster.isWorker) process.once('disconnect', () => process.exit(1));
}

/** Has the figures of all workers ready for whoever asks this one. */
export function shareMetrics(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) return () => registry.metrics();
  AggregatorRegistry.setRegistries(registry);
  new AggregatorRegistry();
  const waiting: ((text: string | null) => void)[] = [];
  process.on('message', (message: unknown) => {
    if (typeof message === 'object' && message !== null && 'metrics' in message)
      if (message.metrics === null || typeof message.metrics === 'string')
        for (const answer of waiting.splice(0)) answer(message.metrics);
  });
  return async () => {
    const text = await new Promise<string | null>((resolve) => {
      waiting.push(resolve);
      process.send?.(METRICS_QUESTION);
    });
    return text ?? registry.metrics();
  };
}
