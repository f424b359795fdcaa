import type { CompressionReport } from '#lib/contracts/agent/index.ts';
import type { CompressionGate, GateCheck, VersionGate } from '#lib/contracts/gate.ts';

/** What the report says about the rules that were set; null when none were. */
export function judgeGate(
  gate: CompressionGate | null,
  report: CompressionReport | null,
): VersionGate | null {
  const checks = [
    ...(gate?.maxAccuracyDrop == null ? [] : [checkAccuracy(gate.maxAccuracyDrop, report?.answers ?? null)]),
    ...(gate?.maxPerplexityRise == null ? [] : [checkPerplexity(gate.maxPerplexityRise, report)]),
  ];
  if (checks.length === 0) return null;
  const verdict = checks.some(({ passed }) => passed === false)
    ? 'failed'
    : checks.every(({ passed }) => passed)
      ? 'passed'
      : 'unmeasured';
  return { verdict, checks, overruled: null };
}

function checkAccuracy(limit: number, answers: CompressionReport['answers']): GateCheck {
  if (!answers || answers.samples === 0) return unmeasured('accuracy', limit);
  const { samples, correctBefore, correctAfter } = answers;
  // Of whole answers, so that 1 of 100 is 1 point and not a little more.
  const worse = ((correctBefore - correctAfter) * 100) / samples;
  const [before, after] = [correctBefore / samples, correctAfter / samples];
  return { rule: 'accuracy', limit, before, after, worse, passed: worse <= limit };
}

function checkPerplexity(limit: number, report: CompressionReport | null): GateCheck {
  if (!report) return unmeasured('perplexity', limit);
  const { perplexityBefore: before, perplexityAfter: after } = report;
  const worse = ((after - before) * 100) / before;
  return { rule: 'perplexity', limit, before, after, worse, passed: worse <= limit };
}

const unmeasured = (rule: GateCheck['rule'], limit: number): GateCheck => ({
  rule,
  limit,
  before: null,
  after: null,
  worse: null,
  passed: null,
});
