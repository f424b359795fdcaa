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
  restRoute({
    method: 'GET',
    path: '/calls',
    verb: listCalls,
    tag,
    summary: { en: 'Single calls, newest first', zh: '逐条调用记录，最新的在前' },
  }),
  restRoute({
    method: 'GET',
    path: '/calls/summary',
    verb: summariseCalls,
    tag,
    summary: {
      en: 'Calls, failures, tokens and latency of a time range',
      zh: '一段时间的调用次数、失败、token 和延迟',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/calls/series',
    verb: getCallSeries,
    tag,
    summary: {
      en: 'The same over time, in at most `points` steps',
      zh: '按时间变化的同样数据，最多 `points` 个点',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/calls/breakdown',
    verb: breakDownCalls,
    tag,
    summary: { en: 'The same by model, by service or by caller', zh: '按模型、服务或调用者汇总的同样数据' },
  }),
  restRoute({
    method: 'GET',
    path: '/calls/failures',
    verb: listCallFailures,
    tag,
    summary: { en: 'Why calls failed, with share and message', zh: '调用失败的原因、占比和信息' },
  }),
  restRoute({
    method: 'GET',
    path: '/calls/subjects',
    verb: listCallSubjects,
    tag,
    summary: { en: 'Models, services and callers that have calls', zh: '有调用记录的模型、服务和调用者' },
  }),
  restRoute({
    method: 'GET',
    path: '/services/{id}/calls',
    verb: getServiceCalls,
    tag,
    summary: { en: 'Calls of one service over time', zh: '单个服务的调用变化' },
  }),
];
