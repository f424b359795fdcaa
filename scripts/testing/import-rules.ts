import { spawnSync } from 'node:child_process';

const FOLDERS = ['app', 'agent', 'components', 'console', 'controller', 'gateway', 'lib'];
/** Fewer modules than this means that the checker no longer sees TypeScript, which it does not say by itself. */
const LEAST_MODULES = 100;

const result = spawnSync('depcruise', [...FOLDERS, '--output-type', 'err'], { encoding: 'utf8' });
const text = result.stdout + result.stderr;
console.log(text);
const modules = Number(/\((\d+) modules/.exec(text)?.[1] ?? 0);
if (modules < LEAST_MODULES) {
  console.error(`only ${modules} modules were seen; expected at least ${LEAST_MODULES}`);
  process.exit(1);
}
process.exit(result.status ?? 1);
