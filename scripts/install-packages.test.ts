import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

// npm itself runs here, against a registry of this test's own.
vi.setConfig({ testTimeout: 120_000 });

const NAMES = ['used', '@scope/part', 'shared', 'checker'] as const;
const archives = new Map<string, Buffer>(NAMES.map((name) => [name, archiveOf(name)]));
let server: Server;
let registry = '';
let asked: string[] = [];
let answer: 'usual' | 'elsewhere' | 'nothing' = 'usual';
let root = '';

/** A tar of one file, `package/package.json`. */
function archiveOf(name: string): Buffer {
  const body = Buffer.from(JSON.stringify({ name, version: '1.0.0' }));
  const head = Buffer.alloc(512);
  head.write('package/package.json');
  head.write('0000644\0', 100);
  head.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('        0', 148);
  head.write('ustar\u000000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return gzipSync(Buffer.concat([head, body, Buffer.alloc(512 - body.length), Buffer.alloc(1024)]));
}
const integrityOf = (name: string) =>
  `sha512-${createHash('sha512')
    .update(archives.get(name) ?? '')
    .digest('base64')}`;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    const name = NAMES.find((each) => path.startsWith(`/${each}`));
    const archive = name && archives.get(name);
    const place = `/${name}/-/${name?.split('/').pop()}-1.0.0.tgz`;
    if (!archive || answer === 'nothing') response.writeHead(404).end('{}');
    else if (path === (answer === 'usual' ? place : `/kept/${name}.tgz`) || path === `/${name}/kept.tgz`)
      response.end(archive);
    else if (path === `/${name}`) {
      const dist = { tarball: `${registry}${name}/kept.tgz`, integrity: integrityOf(name) };
      const versions = { '1.0.0': { name, version: '1.0.0', dist } };
      response.end(JSON.stringify({ name, 'dist-tags': { latest: '1.0.0' }, versions }));
    } else response.writeHead(404).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  asked = [];
  answer = 'usual';
  root = mkdtempSync(join(tmpdir(), 'studio-packages-'));
  const dependencies = { used: '1.0.0', '@scope/part': '1.0.0' };
  const devDependencies = { checker: '1.0.0', shared: '1.0.0' };
  const manifest = { name: 'root', version: '1.0.0', dependencies, devDependencies };
  const entry = (name: string) => ({ version: '1.0.0', integrity: integrityOf(name) });
  const lock = {
    name: 'root',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': manifest,
      'node_modules/used': { ...entry('used'), dependencies: { shared: '1.0.0' } },
      'node_modules/@scope/part': entry('@scope/part'),
      // Named by the checks, but what runs needs it as well: npm gives it no mark.
      'node_modules/shared': entry('shared'),
      // As npm marks a package that another one could make use of: `--omit=dev` keeps it.
      'node_modules/checker': { ...entry('checker'), devOptional: true },
    },
  };
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  return () => rmSync(root, { recursive: true });
});

async function install(everything: boolean): Promise<string> {
  const script = join(import.meta.dirname, 'install-packages.mjs');
  const code = `import { installPackages } from ${JSON.stringify(script)};
    console.log(String(installPackages(${JSON.stringify(root)}, ${everything})));`;
  const env = {
    ...process.env,
    npm_config_registry: registry,
    npm_config_cache: join(root, 'cache'),
    npm_config_fetch_retries: '0',
  };
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  await once(child, 'close');
  return output;
}
const has = (name: string) => existsSync(join(root, 'node_modules', name, 'package.json'));

test('fetches the archives alone, leaves out what only checks need, and does it once', async () => {
  expect(await install(false)).toBe('Installing packages (once) …\nnull\n');
  expect(NAMES.filter(has)).toEqual(['used', '@scope/part', 'shared']);
  const archives = ['@scope/part/-/part', 'shared/-/shared', 'used/-/used'];
  expect(asked.sort()).toEqual(archives.map((each) => `/${each}-1.0.0.tgz`));
  expect(existsSync(join(root, '.studio-install'))).toBe(false);
  expect(await install(false)).toBe('null\n');
  expect(await install(true)).toContain('Installing packages');
  expect(NAMES.filter(has)).toEqual([...NAMES]);
  expect(await install(false)).toBe('null\n');
});

test('asks a registry that keeps its archives elsewhere', async () => {
  answer = 'elsewhere';
  expect(await install(true)).toBe('Installing packages (once) …\nnull\n');
  expect(NAMES.filter(has)).toEqual([...NAMES]);
});

test('a failed install says why and leaves what was there before', async () => {
  answer = 'nothing';
  mkdirSync(join(root, 'node_modules', 'older'), { recursive: true });
  const output = await install(false);
  expect(output).toContain('404');
  expect(output).toContain('Packages could not be installed; npm says why above.');
  expect(existsSync(join(root, 'node_modules', 'older'))).toBe(true);
  expect(has('used')).toBe(false);
});

test('an archive that is not the one of the lock file is refused', async () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const other = integrityOf('checker');
  writeFileSync(join(root, 'package-lock.json'), lock.replace(integrityOf('used'), other));
  const output = await install(false);
  expect(output).toContain('EINTEGRITY');
  expect(output).toContain('could not be installed');
  expect(has('used')).toBe(false);
});

test('npm takes the lock file of this repository without what only checks need', async () => {
  const { leaveOutChecks } = await import('./install-packages.mjs');
  const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'));
  const [manifest, lock] = [read('package.json'), read('package-lock.json')];
  leaveOutChecks(manifest, lock);
  writeFileSync(join(root, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  const npm = spawnSync('npm', ['ci', '--dry-run', '--offline', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(npm.stderr).toBe('');
  expect(npm.stdout).toContain('add next ');
  expect(npm.stdout).not.toContain('add knip ');
});
