import type { CallRecord } from '#lib/contracts/gateway.ts';
import { newId } from '#lib/platform/ids.ts';

/** A call that went well, as a gateway records it. */
export function newCall(over: Partial<CallRecord> & Pick<CallRecord, 'accountId' | 'routeId'>): CallRecord {
  const at = over.at ?? new Date().toISOString();
  return {
    id: newId('call', Date.parse(at)),
    at,
    requestId: newId('request'),
    userId: null,
    keyId: null,
    via: 'key',
    instanceId: null,
    revision: null,
    path: '/v1/chat/completions',
    stream: false,
    status: 200,
    errorCode: null,
    errorMessage: null,
    promptTokens: 10,
    completionTokens: 20,
    images: 0,
    exact: true,
    durationMs: 100,
    firstTokenMs: null,
    ...over,
  };
}
