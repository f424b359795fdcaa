const WINDOW_MS = 5000;

/** Bytes a second over the last five seconds, from a growing count; null in the first second. */
export function rateMeter(now: () => number = () => performance.now()) {
  const seen: { at: number; bytes: number }[] = [];
  return (bytes: number): number | null => {
    const at = now();
    seen.push({ at, bytes });
    while (seen.length > 2 && at - (seen[0]?.at ?? at) > WINDOW_MS) seen.shift();
    const first = seen[0];
    if (!first || at - first.at < 1000) return null;
    return Math.max(0, ((bytes - first.bytes) * 1000) / (at - first.at));
  };
}
