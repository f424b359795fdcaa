import { z } from 'zod';
import { Instant } from './common.ts';
import { EvaluationId } from './ids.ts';
import { GATE_DEFAULT } from './values/gate.ts';

/** What a compression may cost at most, measured before and after on the same data; null: that is not looked at. */
export const CompressionGate = z.strictObject({
  /** Percentage points fewer answers that equal the expected one. */
  maxAccuracyDrop: z.number().min(0).max(100).nullable().default(GATE_DEFAULT.maxAccuracyDrop),
  /** Per cent. */
  maxPerplexityRise: z.number().min(0).max(1000).nullable().default(GATE_DEFAULT.maxPerplexityRise),
});
export type CompressionGate = z.infer<typeof CompressionGate>;

export const GATE_RULES = ['accuracy', 'perplexity'] as const;
export const GateCheck = z.object({
  rule: z.enum(GATE_RULES),
  /** Points for `accuracy`, per cent for `perplexity`. */
  limit: z.number(),
  /** Accuracy as a share, 0–1; null, like the others, when nothing measured it. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** How much worse it became, in the unit of the limit; below 0: better. */
  worse: z.number().nullable(),
  passed: z.boolean().nullable(),
});
export type GateCheck = z.infer<typeof GateCheck>;

/** `unmeasured`: no rule was broken, but one could not be looked at. */
export const GateVerdict = z.enum(['passed', 'failed', 'unmeasured']);
export const VersionGate = z.object({
  verdict: GateVerdict,
  checks: z.array(GateCheck),
  /** Who let the version through all the same, and why. */
  overruled: z.object({ userId: z.string(), name: z.string(), reason: z.string(), at: Instant }).nullable(),
});
export type VersionGate = z.infer<typeof VersionGate>;

/** The newest evaluations of the version and of what it was compressed from, on the same questions. */
export const GateEvaluation = z.object({
  /** Of the version; `before` may come from an earlier one. */
  evaluationId: EvaluationId,
  evaluationName: z.string(),
  /** Shares of right answers, 0–1. */
  before: z.number(),
  after: z.number(),
  /** Points; below 0: better. */
  worse: z.number(),
  /** It is worse than the gate's rule for accuracy allows. The verdict of the compression stays. */
  exceeds: z.boolean(),
});
export type GateEvaluation = z.infer<typeof GateEvaluation>;
