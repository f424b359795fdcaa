import { sql } from 'drizzle-orm';
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { EvaluationMetric } from '#lib/contracts/agent/index.ts';
import type { Evaluation, EvaluationRun, Figures } from '#lib/contracts/evaluations.ts';
import type { JudgeState } from '#lib/contracts/judge.ts';
import { accountId, createdAt, id, instant } from '../columns.ts';
import { account } from './iam.ts';

/** Models and services beside each other on one version of a dataset. Its runs hold what came out. */
export const evaluation = pgTable(
  'evaluation',
  {
    id: id('evaluation'),
    accountId: accountId().references(() => account.id),
    name: text('name').notNull(),
    /** null: `harness` says what is asked. */
    datasetVersionId: text('dataset_version_id'),
    harness: jsonb('harness').$type<Evaluation['harness']>(),
    /** Name and number when it began, shown once the dataset is gone. */
    datasetName: text('dataset_name').notNull().default(''),
    datasetVersionNumber: integer('dataset_version_number'),
    metrics: jsonb('metrics').$type<EvaluationMetric[]>().notNull().default(['exact_match']),
    maxNewTokens: integer('max_new_tokens').notNull().default(32),
    seed: integer('seed').notNull().default(0),
    judge: jsonb('judge').$type<Evaluation['judge']>(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('evaluation_account').on(t.accountId, t.id),
    index('evaluation_dataset').on(t.datasetVersionId),
  ],
);

/** One of them. While its job exists that row owns the state; figures are entered once, when it succeeds. */
export const evaluationRun = pgTable(
  'evaluation_run',
  {
    id: id('evaluationRun'),
    evaluationId: text('evaluation_id')
      .notNull()
      .references(() => evaluation.id, { onDelete: 'cascade' }),
    accountId: accountId(),
    /** From 0, in the order they were chosen. */
    position: integer('position').notNull(),
    modelVersionId: text('model_version_id').notNull(),
    /** Set when a service answers; its revision tells whether it still serves the same. */
    serviceId: text('service_id'),
    serviceRevision: integer('service_revision'),
    /** When it began. */
    name: text('name').notNull().default(''),
    versionNumber: integer('version_number'),
    jobId: text('job_id').notNull(),
    /** Storage address of answers.jsonl. */
    answersUri: text('answers_uri'),
    samples: integer('samples'),
    correct: integer('correct'),
    /** 0–1. */
    accuracy: doublePrecision('accuracy'),
    metrics: jsonb('metrics').$type<Figures>().notNull().default({}),
    tasks: jsonb('tasks').$type<EvaluationRun['tasks']>().notNull().default([]),
    cutAnswers: integer('cut_answers').notNull().default(0),
    cutQuestions: integer('cut_questions').notNull().default(0),
    finishedAt: instant('finished_at'),
    /** null: nothing to grade. The controller grades what waits, and what an earlier controller was grading. */
    judgeState: text('judge_state').$type<JudgeState>(),
    judgeFailure: text('judge_failure'),
    graded: integer('graded').notNull().default(0),
    ungraded: integer('ungraded').notNull().default(0),
  },
  (t) => [
    unique('evaluation_run_position').on(t.evaluationId, t.position),
    index('evaluation_run_job').on(t.jobId),
    index('evaluation_run_model').on(t.modelVersionId),
    index('evaluation_run_judge').on(t.id).where(sql`judge_state in ('waiting', 'judging')`),
    index('evaluation_run_figures').on(t.accountId, t.id).where(sql`samples is not null`),
  ],
);

/** What a judge said of one answer; without a score when its replies held none. */
export const evaluationGrade = pgTable(
  'evaluation_grade',
  {
    runId: text('run_id')
      .notNull()
      .references(() => evaluationRun.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    score: doublePrecision('score'),
    reason: text('reason').notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.number] })],
);
