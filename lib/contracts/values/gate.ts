export const GATE_DEFAULT = { maxAccuracyDrop: 1, maxPerplexityRise: 10 };

/** It may be deployed. */
export const gateOpen = (gate: { verdict: string; overruled: object | null } | null): boolean =>
  gate === null || gate.verdict === 'passed' || gate.overruled !== null;
