import type { Db } from '#lib/db/client.ts';
import { type Loads, readLoads } from '#lib/domain/serving/loads.ts';
import type { Change } from '#lib/domain/verb.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { type Loop, startLoop } from '../loop.ts';
import { decide } from './decide.ts';
import { flush, hasWork } from './flush.ts';
import { lockView, readOpen, readViews } from './read-views.ts';
import type { ServiceView } from './service-draft.ts';

const PAGE = 200;
/** Every service is looked at again after this long, whatever was said of it. */
const LOOK_AT_ALL_MS = 60_000;
const AFTER_ERROR_MS = 5000;

/**
 * Makes what people want of services so. A look is cheap and pure; only where it finds something to do is the service
 * locked, looked at again and written, in one transaction: a controller killed at any moment leaves nothing half done.
 */
export function startServiceLoop({ db, logger }: { db: Db; logger: Logger }): Loop & {
  changed: (change: Change | null) => void;
} {
  const changed = new Set<string>();
  const due = new Map<string, number>();
  let allAt = 0;

  const look = async (view: ServiceView, loads: Loads): Promise<void> => {
    const { id } = view.row;
    try {
      let draft = decide(view, loads, new Date());
      if (hasWork(draft))
        draft = await db.transaction(async (tx) => {
          const held = await lockView(tx, id);
          const again = decide(held ?? view, loads, new Date());
          if (held && hasWork(again)) await flush(tx, again);
          return again;
        });
      const next = Math.min(...draft.dueAt);
      if (Number.isFinite(next)) due.set(id, next);
      else due.delete(id);
    } catch (error) {
      logger.error({ err: error, serviceId: id }, 'a service could not be looked after; trying again');
      due.set(id, Date.now() + AFTER_ERROR_MS);
    }
  };

  const lookAtAll = async (loads: Loads, signal: AbortSignal): Promise<void> => {
    changed.clear();
    due.clear();
    let after = '';
    while (!signal.aborted) {
      const views = await readOpen(db, after, PAGE);
      for (const view of views) await look(view, loads);
      const last = views.at(-1);
      if (!last || views.length < PAGE) break;
      after = last.row.id;
    }
    allAt = Date.now() + LOOK_AT_ALL_MS;
  };

  const loop = startLoop({
    name: 'services',
    logger,
    everySeconds: 0.5,
    run: async (signal) => {
      const loads = await readLoads(db);
      if (Date.now() >= allAt) {
        await lookAtAll(loads, signal);
        return false;
      }
      const now = Date.now();
      const ids = new Set([...changed, ...loads.busy]);
      for (const [id, at] of due) if (at <= now) ids.add(id);
      changed.clear();
      const all = [...ids];
      for (let at = 0; at < all.length && !signal.aborted; at += PAGE)
        for (const view of await readViews(db, all.slice(at, at + PAGE))) await look(view, loads);
      return false;
    },
  });
  return {
    ...loop,
    changed: (change) => {
      if (change === null) allAt = 0;
      else if (change.kind === 'service') changed.add(change.id);
      else return;
      loop.wake();
    },
  };
}
