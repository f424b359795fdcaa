import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '#lib/platform/logger.ts';
import { gatewayIdOf } from '../gateway-id.ts';
import { Journal } from '../records/journal.ts';
import { REFUSED_FILE, RecordSender } from '../records/send-records.ts';
import { folderOf, isLeftOver } from './worker.ts';

export type LeftOverOptions = {
  home: string;
  /** Workers that there are now. */
  count: number;
  controllerUrl: string;
  token: string;
  logger: Logger;
};

/** Sends what workers left behind that are no longer started, and removes their folders. */
export function sendLeftOvers(options: LeftOverOptions): { stop: () => Promise<void> } {
  const first = folderOf(options.home, 1);
  const stops = readdirSync(first)
    .filter((name) => isLeftOver(name, options.count))
    .map((name) => sendOne(join(first, name), options));
  return { stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}

function sendOne(folder: string, { controllerUrl, token, logger }: LeftOverOptions): () => Promise<void> {
  const { journal } = Journal.open({ folder: join(folder, 'journal'), logger });
  const sender = new RecordSender({
    controllerUrl,
    token,
    gatewayId: gatewayIdOf(folder),
    journal,
    logger,
    onAcknowledged: () => {
      if (isDone()) void stop();
    },
  });
  const isDone = () => sender.acknowledged >= journal.appended;
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= sender.stop(0).then(() => {
      journal.close();
      // What the controller refused is there for a person to look at.
      if (isDone() && !existsSync(join(journal.folder, REFUSED_FILE))) rmSync(folder, { recursive: true });
    });
    return stopped;
  };
  sender.start();
  if (isDone()) void stop();
  return stop;
}
