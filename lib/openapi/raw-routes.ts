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
