import type { HarnessSpec } from '#lib/contracts/agent/index.ts';

type Format = HarnessSpec['tasks'][number]['leaves'][number]['format'];
/** In the order they are preferred where a data set has its files twice. */
const FORMATS: readonly (readonly [Format, RegExp])[] = [
  ['parquet', /\.parquet$/],
  ['json', /\.jsonl?$/],
  ['csv', /\.csv$/],
];
/** What one part is called in different data sets. */
const ALIASES: Record<string, readonly string[]> = {
  validation: ['valid', 'val'],
  val: ['validation', 'valid'],
  train: ['training'],
};
/** Folders that say nothing of the subset. */
const PLAIN = new Set(['data', 'default']);

export type SplitFiles = { format: Format; files: Record<string, string[]> };

/**
 * Files of a repository, as the hub lays them out, that hold a subset's parts: `SUBSET/SPLIT-00000-of-00001.parquet`,
 * `SUBSET/SPLIT.jsonl` or `SUBSET/SPLIT/0000.parquet`; without a subset at the top or in `data/`. null: not all there.
 */
export function findFiles(
  paths: readonly string[],
  subset: string | null,
  splits: readonly string[],
): SplitFiles | null {
  for (const [format, ending] of FORMATS) {
    const placed = paths.flatMap((path) => (ending.test(path) ? [{ path, ...placeOf(path) }] : []));
    const own = placed.filter((each) => isOf(each.folder, subset));
    const found = splits.map((split) => [split, filesOf(own, split)] as const);
    if (found.every(([, files]) => files.length > 0)) return { format, files: Object.fromEntries(found) };
  }
  return null;
}

type Placed = { path: string; folder: string; split: string };

function placeOf(path: string): { folder: string; split: string } {
  const parts = path.replace(/\.[^.]+$/, '').split('/');
  let split = (parts.pop() ?? '').replace(/-\d+-of-\d+$/, '');
  if (/^\d+$/.test(split) && parts.length > 0) split = parts.pop() ?? split;
  const folders = parts.filter((part, n) => n > 0 || !PLAIN.has(part));
  return { folder: folders.join('/'), split };
}

const isOf = (folder: string, subset: string | null): boolean =>
  folder === (subset === null || subset === 'default' ? '' : subset);

function filesOf(placed: readonly Placed[], split: string): string[] {
  const name = [split, ...(ALIASES[split] ?? [])].find((each) => placed.some((file) => file.split === each));
  return placed.flatMap((file) => (file.split === name ? [file.path] : [])).sort();
}
