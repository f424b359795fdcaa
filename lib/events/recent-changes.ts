export type HeardChange = { accountId: string; kind: string; id: string };

/** Longer than a page takes from the server's reading to its stream, and than a reconnection usually does. */
const KEEP_MS = 120_000;
const MOST_KEPT = 20_000;
/** Clocks of two consoles differ: rather a change told twice than one missed. */
const OVERLAP_MS = 2000;

/** What was heard lately, so that a browser asks only for what changed since its page was read. */
export function keepRecentChanges(clock: () => number = Date.now) {
  /** Oldest first; a row that changes again moves to the end. */
  const heard = new Map<string, HeardChange & { at: number }>();
  /** Everything from here on was heard. */
  let from = Number.POSITIVE_INFINITY;

  const forgetOld = () => {
    for (const [key, { at }] of heard) {
      if (heard.size <= MOST_KEPT && at >= clock() - KEEP_MS) return;
      heard.delete(key);
      from = at + 1;
    }
  };
  return {
    /** Listening begins now: what came before is unknown. */
    begin: () => {
      heard.clear();
      from = clock();
    },
    /** Nobody listens. */
    end: () => {
      from = Number.POSITIVE_INFINITY;
    },
    add: (change: HeardChange) => {
      const key = JSON.stringify([change.accountId, change.kind, change.id]);
      heard.delete(key);
      heard.set(key, { ...change, at: clock() });
      forgetOld();
    },
    /** Null when it is not known any more. */
    since: (accountId: string, at: number): HeardChange[] | null => {
      const start = at - OVERLAP_MS;
      if (!(start >= from)) return null;
      return [...heard.values()].filter((change) => change.accountId === accountId && change.at >= start);
    },
  };
}
