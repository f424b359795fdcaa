import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

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

/** Forms check what a person typed; whatever else a page shows takes schemas for their types (decision 015). */
const PAGES = ['components/**/*.{ts,tsx}', 'app/**/_components/**/*.{ts,tsx}'];
const FORMS = /\/(create|_form|playground|docs)\/|\.test\./;
const SCHEMA_IMPORTS = /^import \{([^}]*)\} from '#lib\/contracts\/(?!values\/)/gm;
const buildsSchemas = (text: string): boolean =>
  [...text.matchAll(SCHEMA_IMPORTS)].some(([, names = '']) =>
    names.split(',').some((name) => name.trim() !== '' && !name.trim().startsWith('type ')),
  );
const building = globSync(PAGES).filter(
  (file) => !FORMS.test(file) && buildsSchemas(readFileSync(file, 'utf8')),
);
for (const file of building)
  console.error(`${file} builds schemas in the browser: import types, or values of lib/contracts/values`);
process.exit((result.status ?? 1) || (building.length > 0 ? 1 : 0));
