import { compareEvaluation } from '#lib/domain/evaluations/compare-evaluation.ts';
import { createEvaluation } from '#lib/domain/evaluations/create-evaluation.ts';
import { deleteEvaluation } from '#lib/domain/evaluations/delete-evaluation.ts';
import { getConfusion } from '#lib/domain/evaluations/get-confusion.ts';
import { getEvaluation } from '#lib/domain/evaluations/get-evaluation.ts';
import { getLeaderboard } from '#lib/domain/evaluations/get-leaderboard.ts';
import { listHarnessTasks } from '#lib/domain/evaluations/harness/list-harness-tasks.ts';
import { listEvaluationAnswers } from '#lib/domain/evaluations/list-evaluation-answers.ts';
import { listEvaluations } from '#lib/domain/evaluations/list-evaluations.ts';
import { resumeEvaluation } from '#lib/domain/evaluations/resume-evaluation.ts';
import { stopEvaluation } from '#lib/domain/evaluations/stop-evaluation.ts';
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
      en: 'Let models and services answer a dataset or tasks of lm-evaluation-harness and measure the answers',
      zh: '让多个模型或服务回答同一个数据集（或 lm-evaluation-harness 任务），并计算各项指标',
    },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/evaluations/leaderboard',
    verb: getLeaderboard,
    tag,
    summary: {
      en: 'The newest figure of every model and service on every dataset',
      zh: '排行榜：每个模型和服务在每个数据集上的最新结果',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/evaluations/harness-tasks',
    verb: listHarnessTasks,
    tag,
    summary: {
      en: 'Tasks of lm-evaluation-harness that a folder holds the data of, and what it lacks for the others',
      zh: '文件夹中的数据可支持的 lm-evaluation-harness 任务，以及其余任务所缺的数据',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/evaluations/{id}',
    verb: getEvaluation,
    tag,
    summary: { en: 'One evaluation with the figures of its runs', zh: '查看评估及其各项结果' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/evaluations/{id}',
    verb: deleteEvaluation,
    tag,
    summary: {
      en: 'Delete an ended evaluation with its answers; ?confirm=DELETE',
      zh: '删除已结束的评估及其回答（confirm=DELETE）',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/evaluations/{id}/stop',
    verb: stopEvaluation,
    tag,
    summary: { en: 'Stop its runs; answers so far are kept', zh: '停止评估，已有的回答会保留' },
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: '/evaluations/{id}/resume',
    verb: resumeEvaluation,
    tag,
    summary: { en: 'Go on from the last answered sample', zh: '从最后一条已回答的样本继续' },
    status: 202,
  }),
  restRoute({
    method: 'GET',
    path: '/evaluations/{id}/comparison',
    verb: compareEvaluation,
    tag,
    summary: {
      en: 'Differences from one run, with intervals and significance',
      zh: '与基准结果的差异、置信区间和显著性',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/evaluations/{id}/answers',
    verb: listEvaluationAnswers,
    tag,
    summary: {
      en: 'Samples with the answers of every run; only wrong ones, disagreements, or one category',
      zh: '逐条查看各模型的回答，可只看答错、有分歧或某一类别的样本',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/evaluations/{id}/confusion',
    verb: getConfusion,
    tag,
    summary: { en: 'Confusion matrix of a run, where answers are labels', zh: '混淆矩阵（答案为标签时）' },
  }),
];
