import { dirname, join } from 'node:path';
import { installEngine, trainPython } from './engine/install.ts';
import { findBrowser } from './testing/browser.ts';
import {
  type Count,
  countPlaywright,
  countPytest,
  countVitest,
  runStage,
  type Stage,
} from './testing/stage.ts';

const node = (script: string, ...args: string[]) => [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  script,
  ...args,
];

/** Everything a user needs to trust a checkout, cheapest first. `npm test -- NAME` runs the stages whose name holds NAME. */
const stages: Stage[] = [
  { name: 'format and lint', command: ['biome', 'ci', '--max-diagnostics=40', '.'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', 'tsconfig.check.json'] },
  { name: 'import rules', command: node('scripts/testing/import-rules.ts') },
  { name: 'unused code', command: ['knip'] },
  { name: 'generated files', command: node('scripts/generate/all.ts', '--check') },
  { name: 'domain and processes', command: ['vitest', 'run'], count: countVitest },
  {
    name: 'engine lint',
    command: [join(dirname(trainPython()), 'ruff'), 'check', 'engine', 'gateway'],
  },
  {
    name: 'engine',
    command: [trainPython(), '-m', 'pytest', '-x', 'engine/tests'],
    env: { PYTHONPATH: 'engine' },
    count: countPytest,
  },
  {
    name: 'snippets',
    command: ['vitest', 'run', '--config', 'e2e/snippets/vitest.config.ts'],
    count: countVitest,
  },
  {
    name: 'gateway from Python',
    command: [trainPython(), '-m', 'pytest', '-q', '-x', 'gateway/clients'],
    count: countPytest,
  },
  {
    name: 'reliability',
    command: ['vitest', 'run', '--config', 'e2e/reliability/vitest.config.ts'],
    count: countVitest,
  },
  {
    name: 'journeys',
    command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
    count: countPlaywright,
  },
];

const NEEDS_ENGINE = [
  'generated files',
  'engine lint',
  'engine',
  'snippets',
  'gateway from Python',
  'reliability',
  'journeys',
];

const wanted = process.argv.slice(2);
const chosen = wanted.length
  ? stages.filter((stage) => wanted.some((name) => stage.name.includes(name)))
  : stages;
const total: Count = { passed: 0, failed: 0 };
const failures: string[] = [];

let engineStep = '';
const onStep = ({ step }: { step: string }) => {
  engineStep = step;
};
const engine = installEngine('train', { dev: true, onStep }).then(() => installEngine('serve', { onStep }));
engine.catch(() => undefined);

for (const [index, stage] of chosen.entries()) {
  console.log(`[${index + 1}/${chosen.length}] ${stage.name} …`);
  if (NEEDS_ENGINE.includes(stage.name)) {
    if (engineStep) console.log(`  waiting for the engine: ${engineStep}`);
    await engine;
  }
  if (stage.name === 'journeys') stage.env = { ...stage.env, CHROME_PATH: findBrowser() };
  const result = await runStage(stage);
  total.passed += result.passed;
  total.failed += result.failed;
  if (result.failed > 0) failures.push(`${stage.name}:`, ...result.names.map((name) => `  ${name}`));
  console.log(
    `[${index + 1}/${chosen.length}] ${stage.name}: ${result.passed} passed, ${result.failed} failed, ${result.seconds.toFixed(1)} s`,
  );
}
for (const line of failures) console.log(line);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
