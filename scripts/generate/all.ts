import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { envExample } from './env-example.ts';

/** Writes every generated file; with `--check` it only says which are stale. */
const check = process.argv.includes('--check');
let stale = 0;

const path = '.env.example';
const wanted = envExample();
if (!check) writeFileSync(path, wanted);
else if (readFileSync(path, 'utf8') !== wanted) {
  console.error(`${path} is stale: npm run generate`);
  stale++;
}

for (const script of ['engine-contracts.ts', 'agent-openapi.ts']) {
  const args = [
    '--disable-warning=ExperimentalWarning',
    `scripts/generate/${script}`,
    ...(check ? ['--check'] : []),
  ];
  const result = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (result.status !== 0) stale++;
}

const schema = spawnSync('drizzle-kit', ['generate', '--name', 'change'], { encoding: 'utf8' });
if (check && !/No schema changes/.test(schema.stdout)) {
  console.error(`drizzle/ lags behind lib/db/schema: npm run generate\n${schema.stdout}${schema.stderr}`);
  stale++;
}
process.exit(stale > 0 ? 1 : 0);
