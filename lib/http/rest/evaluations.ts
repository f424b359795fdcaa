import { createEvaluation } from '#lib/domain/evaluations/create-evaluation.ts';
import { getEvaluation } from '#lib/domain/evaluations/get-evaluation.ts';
import { listEvaluations } from '#lib/domain/evaluations/list-evaluations.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'evaluations';

export const evaluationRoutes: readonly RestRoute[] = [
  restRoute({ method: 'GET', path: '/evaluations', verb: listEvaluations, tag, summary: 'Evaluations' }),
  restRoute({
    method: 'POST',
    path: '/evaluations',
    verb: createEvaluation,
    tag,
    summary: 'Let a model answer a dataset and count the exact matches',
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/evaluations/{id}',
    verb: getEvaluation,
    tag,
    summary: 'One evaluation',
  }),
];
