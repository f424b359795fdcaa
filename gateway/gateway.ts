import type { Logger } from '#lib/platform/logger.ts';
import type { Authenticate } from './auth/authenticate.ts';
import type { Bag } from './bag.ts';
import type { Call } from './calls/call.ts';
import type { Waker } from './instances/wake.ts';
import type { Limits } from './limits/admit-call.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import type { Moderator } from './moderation/moderator.ts';
import type { Journal } from './records/journal.ts';
import type { Directory } from './snapshot/directory.ts';

export type Timeouts = {
  /** To an answer's first byte: a whole answer comes after its last token. */
  headersMs: number;
  /** Between two pieces of an answer. */
  idleMs: number;
  /** A caller that reads nothing for so long is given up. */
  stalledReaderMs: number;
};

/** What the parts of the gateway share. */
export type Gateway = {
  directory: Directory;
  authenticate: Authenticate;
  journal: Journal;
  limits: Limits;
  moderator: Moderator;
  waker: Waker;
  metrics: GatewayMetrics;
  logger: Logger;
  timeouts: Timeouts;
  /** Calls that have not ended. */
  running: Bag<Call>;
  /** Set while the process drains: connections are told to close. */
  draining: boolean;
};
