import type { GateCheck, VersionGate } from '#lib/contracts/gate.ts';
import { gateOpen } from '#lib/contracts/values/gate.ts';
import type { Findings } from './findings.ts';

/** A version that cost more quality than was allowed serves nobody, unless someone with the right let it through. */
export function checkGate(gate: VersionGate | null, label: string, findings: Findings): void {
  if (!gate || gateOpen(gate)) return;
  const broken = gate.checks.filter(({ passed }) => passed === false);
  const reason =
    gate.verdict === 'failed'
      ? `did not pass its quality gate: ${broken.map(sentence).join('; ')}`
      : 'could not be measured against its quality gate';
  findings.block(
    'modelVersionId',
    'model.gate',
    `${label} ${reason}.`,
    'Compress it again with other settings or another method, or ask an administrator to overrule the gate on the page of the version.',
    { model: label, verdict: gate.verdict, ...shown('accuracy', broken), ...shown('perplexity', broken) },
  );
}

const sentence = ({ rule, worse, limit }: GateCheck): string =>
  rule === 'accuracy'
    ? `accuracy fell by ${rounded(worse)} points, at most ${limit} were allowed`
    : `perplexity rose by ${rounded(worse)} %, at most ${limit} % were allowed`;

const shown = (rule: GateCheck['rule'], broken: GateCheck[]): Record<string, string | number> => {
  const check = broken.find((each) => each.rule === rule);
  return { [rule]: check ? rounded(check.worse) : 'none', [`${rule}Limit`]: check?.limit ?? 0 };
};

const rounded = (worse: number | null): string => (worse ?? 0).toFixed(2).replace(/\.?0+$/, '');
