import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  type CallRecord,
  type Limits,
  NO_LIMITS,
  PLAYGROUND_ACCOUNT_HEADER,
  PLAYGROUND_USER_HEADER,
  type SnapshotKey,
} from '#lib/contracts/gateway.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Directory } from '../snapshot/directory.ts';

/** The same object for every call of a key until the next snapshot. */
export type Caller = {
  accountId: string;
  userId: string | null;
  keyId: CallRecord['keyId'];
  via: CallRecord['via'];
  /** Ids of routes that it may call; null: all. */
  scope: readonly string[] | null;
  limits: Limits;
};

export type Authenticate = (request: IncomingMessage) => Caller;

/** Who calls: an API key, a group's AppKey, or the console for a person in the playground. Throws the refusal. */
export function createAuthenticate(directory: Directory, internalToken: string): Authenticate {
  const internalHash = internalToken ? hash('sha256', internalToken) : '';
  /** What a connection sent last; its next call brings the same key. */
  const hashed = new WeakMap<object, { header: string; digest: string }>();
  const callers = new WeakMap<SnapshotKey, Caller>();
  return (request) => {
    const header = request.headers.authorization ?? '';
    let known = hashed.get(request.socket);
    if (known?.header !== header) {
      if (header.slice(0, 7).toLowerCase() !== 'bearer ')
        throw wrongKey('No API key was sent: set the header Authorization to "Bearer YOUR_KEY".');
      known = { header, digest: hash('sha256', header.slice(7).trim()) };
      hashed.set(request.socket, known);
    }
    const { digest } = known;
    if (digest === internalHash) return personIn(request, directory);
    const key = directory.keyOf(digest);
    if (!key) throw wrongKey('The API key is wrong, or was deleted.');
    if (key.state === 'disabled') throw wrongKey('The API key is disabled.');
    if (key.state === 'banned')
      throw new GatewayError('700003', 'The API key is banned: use another one or ask an administrator.');
    if (key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now())
      throw wrongKey(`The API key expired at ${key.expiresAt}.`);
    let caller = callers.get(key);
    if (!caller) {
      caller = callerOf(key);
      callers.set(key, caller);
    }
    return caller;
  };
}

const callerOf = (key: SnapshotKey): Caller => ({
  accountId: key.accountId,
  userId: key.userId,
  keyId: key.id,
  via: key.id.startsWith('grp_') ? 'group' : 'key',
  scope: key.scope,
  limits: key.limits,
});

function personIn(request: IncomingMessage, directory: Directory): Caller {
  const accountId = request.headers[PLAYGROUND_ACCOUNT_HEADER];
  const userId = request.headers[PLAYGROUND_USER_HEADER];
  if (typeof accountId !== 'string' || typeof userId !== 'string')
    throw wrongKey(`The internal token needs ${PLAYGROUND_ACCOUNT_HEADER} and ${PLAYGROUND_USER_HEADER}.`);
  const limits = directory.snapshot.playground ?? NO_LIMITS;
  return { accountId, userId, keyId: null, via: 'playground', scope: null, limits };
}

const wrongKey = (message: string): GatewayError => new GatewayError('500004', message);
