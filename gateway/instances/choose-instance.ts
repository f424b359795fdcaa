import type { Instance } from './instance.ts';

/**
 * The instance with the fewest calls under way; ties go round. One that refused connections lately, or was tried
 * already, is taken only when no other is left.
 */
export function chooseInstance(
  instances: readonly Instance[],
  turn: number,
  tried: readonly Instance[],
  now: number,
): Instance | null {
  let best: Instance | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  const count = instances.length;
  for (let i = 0; i < count; i++) {
    const instance = instances[(turn + i) % count];
    if (!instance) continue;
    const rank =
      instance.outstanding + (tried.includes(instance) ? 2e9 : 0) + (instance.isEjected(now) ? 1e9 : 0);
    if (rank < bestRank) {
      best = instance;
      bestRank = rank;
    }
  }
  return best;
}
