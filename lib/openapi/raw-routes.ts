import type { Json } from './json-schema.ts';

export type RawRoute = {
  method: 'GET' | 'PUT' | 'POST' | 'HEAD' | 'DELETE';
  /** Below /api/v1. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  parameters?: Json[];
  /** Media type of what is sent. */
  takes?: string;
  status: number;
  /** Media type of what is answered. */
  answers: string;
  open?: boolean;
};

const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** Calls whose body is not JSON: each is a route file of its own, so each is described by hand. */
export const RAW_ROUTES: readonly RawRoute[] = [
  {
    method: 'GET',
    path: '/stream',
    operationId: 'followChanges',
    tag: 'live',
    summary:
      'Server-sent events: `change` {kind, id} for every change in the account, `resync` when some may have been missed',
    status: 200,
    answers: 'text/event-stream',
  },
  {
    method: 'POST',
    path: '/playground/messages/{id}/stream',
    operationId: 'streamAnswer',
    tag: 'playground',
    summary:
      'Begins a pending answer: the OpenAI stream of its service, then `event: message` with the answer as it was kept',
    parameters: [id],
    status: 200,
    answers: 'text/event-stream',
  },
  {
    method: 'GET',
    path: '/buckets/{bucket}/content',
    operationId: 'downloadObject',
    tag: 'storage',
    summary: 'The bytes of a file; `Range` asks for a part (206)',
    parameters: [
      { name: 'bucket', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'path', in: 'query', required: true, schema: { type: 'string' } },
      { name: 'Range', in: 'header', required: false, schema: { type: 'string' } },
    ],
    status: 200,
    answers: 'application/octet-stream',
  },
  {
    method: 'PUT',
    path: '/uploads/{id}/parts/{number}',
    operationId: 'putUploadPart',
    tag: 'storage',
    summary: 'One part of an upload as raw bytes; the same number again replaces it',
    parameters: [
      id,
      {
        name: 'number',
        in: 'path',
        required: true,
        schema: { type: 'integer', minimum: 1, maximum: 10_000 },
      },
      {
        name: 'x-content-sha256',
        in: 'header',
        required: false,
        description: 'Hex; another digest is refused',
        schema: { type: 'string' },
      },
    ],
    takes: 'application/octet-stream',
    status: 200,
    answers: 'application/json',
  },
  {
    method: 'GET',
    path: '/jobs/{id}/logs/download',
    operationId: 'downloadJobLog',
    tag: 'jobs',
    summary: 'The whole log of a job as text',
    parameters: [id],
    status: 200,
    answers: 'text/plain',
  },
  {
    method: 'GET',
    path: '/jobs/{id}/tensorboard',
    operationId: 'downloadJobEvents',
    tag: 'jobs',
    summary: 'The curves of a job as a TensorBoard event file',
    parameters: [id],
    status: 200,
    answers: 'application/octet-stream',
  },
  {
    method: 'GET',
    path: '/calls/export',
    operationId: 'exportCalls',
    tag: 'calls',
    summary: 'Single calls under the filters of GET /calls as CSV',
    parameters: ['from', 'to', 'routeId', 'modelId', 'callerId', 'failed', 'errorCode'].map((name) => ({
      name,
      in: 'query',
      required: false,
      schema: { type: 'string' },
    })),
    status: 200,
    answers: 'text/csv',
  },
  {
    method: 'GET',
    path: '/openapi.json',
    operationId: 'getOpenApiDocument',
    tag: 'reference',
    summary: 'This document',
    status: 200,
    answers: 'application/json',
    open: true,
  },
];
