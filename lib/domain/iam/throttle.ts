import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#lib/db/client.ts';
import { StudioError } from '#lib/platform/errors.ts';

/** Wrong passwords in a quarter of an hour: for one name, and from one address (an office may share it). */
export const TRIES_PER_NAME = 10;
export const TRIES_PER_ADDRESS = 100;
const WINDOW_SECONDS = 900;

type Throttle = { name: RateLimiterPostgres; address: RateLimiterPostgres };
const throttles = new WeakMap<Database, Throttle>();

function throttleOf(database: Database): Throttle {
  const found = throttles.get(database);
  if (found) return found;
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: database.pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: WINDOW_SECONDS,
    });
  const made = {
    name: limiter('sign-in-name', TRIES_PER_NAME),
    address: limiter('sign-in-address', TRIES_PER_ADDRESS),
  };
  throttles.set(database, made);
  return made;
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40);

/**
 * Counts a try before the password is looked at, so that a burst at once is counted too.
 * Throws `rate.limited` with the seconds to wait. Call `forgive` when the password was right.
 */
export async function countTry(
  database: Database,
  name: string,
  ip: string | null,
): Promise<{ forgive: () => Promise<void> }> {
  const throttle = throttleOf(database);
  await consume(throttle.name, keyOf(name));
  if (ip) await consume(throttle.address, keyOf(ip));
  return {
    forgive: async () => {
      await throttle.name.delete(keyOf(name));
      if (ip) await throttle.address.reward(keyOf(ip));
    },
  };
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new StudioError('rate.limited', `Too many wrong passwords. Try again in ${seconds} s.`, {
      retryAfterSeconds: seconds,
      advice: 'An administrator of your account can reset your password.',
    });
  }
}
