import { mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import type { Logger } from '#lib/platform/logger.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { Bag } from './bag.ts';
import type { Call } from './calls/call.ts';
import { endWithError } from './calls/end-call.ts';
import { GatewayError } from './errors/gateway-error.ts';
import type { Gateway, Timeouts } from './gateway.ts';
import { gatewayIdOf } from './gateway-id.ts';
import { Waker } from './instances/wake.ts';
import { Limits } from './limits/admit-call.ts';
import { LocalLedger } from './limits/local-ledger.ts';
import { SharedLedger } from './limits/shared-ledger.ts';
import { LoadReporter } from './load/report-load.ts';
import { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { Moderator } from './moderation/moderator.ts';
import { WordKeeper } from './moderation/word-keeper.ts';
import { Journal } from './records/journal.ts';
import { RecordSender } from './records/send-records.ts';
import { createRequestHandler } from './server/handle-request.ts';
import { Directory } from './snapshot/directory.ts';
import { createSnapshotKeeper } from './snapshot/keep-snapshot.ts';

const PROGRESS_EVERY_MS = 1000;
const SEND_WITHIN_MS = 3000;
const DEFAULT_TIMEOUTS: Timeouts = { headersMs: 600_000, idleMs: 120_000, stalledReaderMs: 60_000 };

export type GatewayOptions = {
  folder: string;
  controllerUrl: string;
  internalToken: string;
  logger: Logger;
  registry: Registry;
  timeouts?: Partial<Timeouts>;
  journalLimitBytes?: number;
  /** An HTTP moderation service beside the word lists. */
  moderationUrl?: string;
  /** Where several gateways share their limits. */
  redisUrl?: string;
};

export type RunningGateway = {
  /** null, or why it cannot serve. */
  problem: () => string | null;
  handle: (request: IncomingMessage, response: ServerResponse) => void;
  start: () => void;
  /** Lets calls end for `graceMs`, ends the rest with an error, and sends what the journal holds. */
  stop: (graceMs: number) => Promise<void>;
};

/** Puts the parts together; the server is the caller's. */
export function createGateway(options: GatewayOptions): RunningGateway {
  const { folder, controllerUrl, internalToken: token, logger } = options;
  mkdirSync(folder, { recursive: true });
  const gatewayId = gatewayIdOf(folder);
  const directory = new Directory();
  const { journal, presets } = Journal.open({
    folder: join(folder, 'journal'),
    logger,
    ...(options.journalLimitBytes ? { limitBytes: options.journalLimitBytes } : {}),
  });
  const words = new WordKeeper({ controllerUrl, token, file: join(folder, 'words.json'), logger });
  const shared = options.redisUrl ? new SharedLedger(options.redisUrl, logger) : null;
  const limits = new Limits(shared ?? new LocalLedger());
  limits.trials.restore(presets);
  const sender = new RecordSender({
    controllerUrl,
    token,
    gatewayId,
    journal,
    logger,
    onAcknowledged: (count, trials) => {
      for (const { name, tokens } of limits.trials.acknowledged(count, trials))
        shared?.reported(name, tokens);
    },
  });
  const load = new LoadReporter({ controllerUrl, token, gatewayId, directory, logger });
  const running = new Bag<Call>();
  const gateway: Gateway = {
    directory,
    authenticate: createAuthenticate(directory, token),
    journal,
    limits,
    moderator: new Moderator({ words, serviceUrl: options.moderationUrl ?? null, logger }),
    waker: new Waker({ controllerUrl, token, logger }),
    metrics: new GatewayMetrics(options.registry, {
      underWay: () => running.size,
      backlogBytes: () => journal.backlogBytes,
      backlog: () => journal.appended - sender.acknowledged,
      dropped: () => journal.dropped,
      sharedLimits: () => (shared?.shared ? 1 : 0),
    }),
    logger,
    timeouts: { ...DEFAULT_TIMEOUTS, ...options.timeouts },
    running,
    draining: false,
  };
  const keeper = createSnapshotKeeper({
    controllerUrl,
    token,
    file: join(folder, 'snapshot.json'),
    logger,
    onSnapshot: (snapshot, tag) => {
      limits.trials.update(snapshot.trials);
      words.follow(snapshot.wordsTag);
      directory.update(snapshot, tag);
      load.changed();
    },
  });
  let progress: NodeJS.Timeout | undefined;

  return {
    problem: () =>
      gateway.draining
        ? 'stopping'
        : directory.ready
          ? journal.problem
          : 'no snapshot from the controller yet',
    handle: createRequestHandler(gateway),
    start: () => {
      shared?.start();
      keeper.start();
      sender.start();
      load.start();
      progress = setInterval(() => journalProgress(gateway), PROGRESS_EVERY_MS);
    },
    stop: async (graceMs) => {
      gateway.draining = true;
      for (const end = Date.now() + graceMs; running.size > 0 && Date.now() < end; ) await sleep(50);
      for (const call of running.values()) {
        const error = new GatewayError('500003', 'The gateway stops; try again.', {
          status: 503,
          retryAfterSeconds: 1,
        });
        if (call.onStop) call.onStop(error);
        else endWithError(gateway, call, error);
      }
      clearInterval(progress);
      await keeper.stop();
      await words.stop();
      load.stop();
      journal.flush();
      await sender.stop(SEND_WITHIN_MS);
      journal.close();
      await shared?.stop();
      await directory.close();
    },
  };
}

/** What open streams have sent so far, so that even kill -9 leaves it counted. */
function journalProgress(gateway: Gateway): void {
  const sent: Record<string, number> = {};
  let any = false;
  for (const call of gateway.running.values())
    if (call.sentEvents > 0) {
      call.countSent();
      sent[call.id] = call.tokens.completion;
      any = true;
    }
  if (any) gateway.journal.progress(sent);
}
