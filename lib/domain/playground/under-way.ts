/** Answers that this process streams now. Others are stopped through their row, at its next write. */
const streams = new Map<string, () => void>();

/** Until the returned function is called, `stopHere(id)` calls `stop`. */
export function whileUnderWay(id: string, stop: () => void): () => void {
  streams.set(id, stop);
  return () => void streams.delete(id);
}

export const stopHere = (id: string): void => streams.get(id)?.();
