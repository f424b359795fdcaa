import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { GatewaySnapshot, SNAPSHOT_PATH } from '#lib/contracts/gateway.ts';
import type { Logger } from '#lib/platform/logger.ts';

const WAIT_SECONDS = 25;
const LONGEST_BACKOFF_MS = 10_000;
/** So long a gateway that starts waits for the controller before it takes what lies on disk. */
const FIRST_ANSWER_MS = 2_000;
/** Tag of a snapshot that the controller has not confirmed. */
const FROM_DISK = 'disk';

export type SnapshotKeeper = {
  start: () => void;
  stop: () => Promise<void>;
};

/** Follows the controller's snapshot; the last good one lies on disk, so calls go on while the controller is away. */
export function createSnapshotKeeper(options: {
  controllerUrl: string;
  token: string;
  file: string;
  logger: Logger;
  /** Called with every snapshot, at the start with the one on disk where the controller is away; `tag` is its ETag. */
  onSnapshot: (snapshot: GatewaySnapshot, tag: string) => void;
}): SnapshotKeeper {
  let etag = '';
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const load = async () => {
    try {
      const snapshot = GatewaySnapshot.parse(JSON.parse(await readFile(options.file, 'utf8')));
      options.onSnapshot(snapshot, FROM_DISK);
      options.logger.info({ routes: snapshot.routes.length }, 'snapshot read from disk');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        options.logger.warn(
          { err: error },
          'the snapshot on disk cannot be read; waiting for the controller',
        );
    }
  };

  const poll = async (signal = stopping.signal) => {
    const answer = await request(
      `${options.controllerUrl}${SNAPSHOT_PATH}?waitSeconds=${etag ? WAIT_SECONDS : 0}`,
      {
        headers: { authorization: `Bearer ${options.token}`, ...(etag ? { 'if-none-match': etag } : {}) },
        headersTimeout: (WAIT_SECONDS + 10) * 1000,
        bodyTimeout: 10_000,
        signal,
      },
    );
    if (answer.statusCode === 304) return void (await answer.body.dump());
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      throw new Error(`the controller answered ${answer.statusCode}`);
    }
    const next = GatewaySnapshot.parse(await answer.body.json());
    etag = String(answer.headers.etag ?? '');
    options.onSnapshot(next, etag || FROM_DISK);
    // It holds the keys of other providers.
    await writeFile(`${options.file}.new`, JSON.stringify(next), { mode: 0o600 });
    await rename(`${options.file}.new`, options.file);
  };

  const follow = async () => {
    // The one on disk may lack trial tokens that were counted just before this process started.
    await poll(AbortSignal.any([stopping.signal, AbortSignal.timeout(FIRST_ANSWER_MS)])).catch(load);
    let backoffMs = 250;
    while (!stopping.signal.aborted) {
      try {
        await poll();
        backoffMs = 250;
        // Guards against a controller that answers at once without an ETag.
        await sleep(50, undefined, { signal: stopping.signal });
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.logger.warn({ err: error, backoffMs }, 'no snapshot from the controller; using the last one');
        await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS);
      }
    }
  };

  return {
    start: () => {
      running = follow().catch(() => undefined);
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
