import { type Bench, type Figure, machine } from '#bench/figures.ts';

const BENCHES: Record<string, () => Promise<{ bench: Bench }>> = {
  'tune-start': () => import('#bench/tune-start.ts'),
  'tune-throughput': () => import('#bench/tune-throughput.ts'),
  'quantise-start': () => import('#bench/quantise-start.ts'),
  'cold-start': () => import('#bench/cold-start.ts'),
  serve: () => import('#bench/serve.ts'),
  evaluate: () => import('#bench/evaluate.ts'),
  curves: () => import('#bench/curves.ts'),
  lists: () => import('#bench/lists.ts'),
  gateway: () => import('#bench/gateway.ts'),
  moderation: () => import('#bench/moderation.ts'),
  'key-stop': () => import('#bench/key-stop.ts'),
  'gateway-soak': () => import('#bench/gateway-soak.ts'),
  import: () => import('#bench/import.ts'),
  calls: () => import('#bench/calls.ts'),
  lighthouse: () => import('#bench/lighthouse.ts'),
};

const json = process.argv.includes('--json');
const name = process.argv.slice(2).find((word) => !word.startsWith('--'));
const load = name ? BENCHES[name] : undefined;
if (!name || !load) {
  if (name) console.error(`There is no benchmark ${name}.`);
  console.log('npm run bench -- NAME [--json]');
  for (const [key, open] of Object.entries(BENCHES))
    console.log(`  ${key.padEnd(16)} ${(await open()).bench.summary}`);
  process.exit(name ? 2 : 0);
}

const say = (line: string) => (json ? console.error(line) : console.log(line));
const { bench } = await load();
say(`${name}: ${bench.summary}`);
const figures = await bench.run(say);
for (const figure of figures) say(shown(figure));
if (json) console.log(JSON.stringify({ name, machine: machine(), figures }));
process.exit(figures.every((figure) => figure.ok) ? 0 : 1);

function shown(figure: Figure): string {
  const number = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 4 });
  const peer =
    figure.peer && figure.peerValue !== null
      ? `  ${figure.peer} ${number(figure.peerValue)} ${figure.unit}`
      : '';
  const ratio = figure.ratio === null ? '' : `  ratio ${number(figure.ratio)}`;
  return `${figure.ok ? '✓' : '✕'} ${figure.metric}: ${number(figure.value)} ${figure.unit}${peer}${ratio}  (${figure.target})`;
}
