import { hash } from 'node:crypto';
import { NO_LIMITS, type SnapshotKey, type SnapshotRoute } from '#lib/contracts/gateway.ts';
import { newId } from '#lib/platform/ids.ts';
import type { TestUpstream } from './test-upstream.ts';

export const SECRET = 'sk-test-secret';

export const routeOf = (upstreams: TestUpstream[], more: Partial<SnapshotRoute> = {}): SnapshotRoute => ({
  id: newId('service'),
  accountId: 'acc_1',
  names: ['qwen'],
  kind: 'chat',
  createdAt: '2026-11-22T00:00:00.000Z',
  state: upstreams.length > 0 ? 'ready' : 'idle',
  reason: null,
  instances: upstreams.map(({ url }) => ({ id: newId('serviceInstance'), url, revision: 1 })),
  upstream: null,
  servedName: 'qwen',
  maxLength: null,
  limits: NO_LIMITS,
  moderation: false,
  wakeSeconds: 5,
  trialTokens: null,
  ...more,
});

export const keyOf = (more: Partial<SnapshotKey> = {}, secret = SECRET): SnapshotKey => ({
  id: newId('apiKey'),
  hash: hash('sha256', secret),
  accountId: 'acc_1',
  userId: 'usr_1',
  scope: null,
  state: 'active',
  expiresAt: null,
  limits: NO_LIMITS,
  ...more,
});
