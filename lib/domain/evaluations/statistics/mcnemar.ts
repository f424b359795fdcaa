/**
 * Two-sided exact p of McNemar's test: how likely two equally good models part at least this much, given the samples
 * that only one of them got right.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): number {
  const count = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  if (count === 0) return 1;
  // Sums C(count, k) / 2^count in logarithms: a thousand samples overflow otherwise.
  let term = -count * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= fewer; k++) {
    sum += Math.exp(term);
    term += Math.log(count - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * sum);
}
