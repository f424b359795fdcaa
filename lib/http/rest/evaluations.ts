import { createEvaluation } from '#lib/domain/evaluations/create-evaluation.ts';
import { getEvaluation } from '#lib/domain/evaluations/get-evaluation.ts';
import { listEvaluations } from '#lib/domain/evaluations/list-evaluations.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'evaluations';

export const evaluationRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/evaluations',
    verb: listEvaluations,
    tag,
    summary: { en: 'Evaluations', zh: '评估列表' },
  }),
  restRoute({
    method: 'POST',
    path: '/evaluations',
    verb: createEvaluation,
    tag,
    summary: {
      en: 'Let a model answer a dataset and count the exact matches',
      zh: '让模型回答一个数据集，统计完全匹配的数量',
    },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/evaluations/{id}',
    verb: getEvaluation,
    tag,
    summary: { en: 'One evaluation', zh: '查看评估' },
  }),
];
