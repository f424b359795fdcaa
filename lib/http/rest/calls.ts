import { breakDownCalls } from '#lib/domain/calls/break-down-calls.ts';
import { getCallSeries } from '#lib/domain/calls/get-call-series.ts';
import { getServiceCalls } from '#lib/domain/calls/get-service-calls.ts';
import { listCallFailures } from '#lib/domain/calls/list-call-failures.ts';
import { listCallSubjects } from '#lib/domain/calls/list-call-subjects.ts';
import { listCalls } from '#lib/domain/calls/list-calls.ts';
import { summariseCalls } from '#lib/domain/calls/summarise-calls.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'calls';

export const callRoutes: readonly RestRoute[] = [
  restRoute({ method: 'GET', path: '/calls', verb: listCalls, tag, summary: 'Single calls, newest first' }),
  restRoute({
    method: 'GET',
    path: '/calls/summary',
    verb: summariseCalls,
    tag,
    summary: 'Calls, failures, tokens and latency of a time range',
  }),
  restRoute({
    method: 'GET',
    path: '/calls/series',
    verb: getCallSeries,
    tag,
    summary: 'The same over time, in at most `points` steps',
  }),
  restRoute({
    method: 'GET',
    path: '/calls/breakdown',
    verb: breakDownCalls,
    tag,
    summary: 'The same by model, by service or by caller',
  }),
  restRoute({
    method: 'GET',
    path: '/calls/failures',
    verb: listCallFailures,
    tag,
    summary: 'Why calls failed, with share and message',
  }),
  restRoute({
    method: 'GET',
    path: '/calls/subjects',
    verb: listCallSubjects,
    tag,
    summary: 'Models, services and callers that have calls',
  }),
  restRoute({
    method: 'GET',
    path: '/services/{id}/calls',
    verb: getServiceCalls,
    tag,
    summary: 'Calls of one service over time',
  }),
];
