// Runs on whatever Node (>= 20) the machine has, before anything is installed: no imports but node's own.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Installs the packages of the lock file unless they are there. With `everything` also what only checks need: browsers'
 * driver, linters. Answers a sentence when it cannot.
 */
export function installPackages(root, everything) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const modules = join(root, 'node_modules');
  const marker = join(modules, '.studio-lock');
  const installed = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
  if (installed === `${hash} all` || (!everything && installed === `${hash} run`)) return null;

  console.log('Installing packages (once) …');
  const staging = join(root, '.studio-install');
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  const registries = readRegistries(root);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const lock = JSON.parse(lockText);
  if (!everything) leaveOutChecks(manifest, lock);
  let result = ci(staging, manifest, registries ? withAddresses(lock, registries) : lock);
  // A registry may keep its archives elsewhere: then npm has to ask for every place.
  if (result.status !== 0 && registries && !result.text.includes('ENOSPC'))
    result = ci(staging, manifest, lock);
  if (result.missing) return '`npm` was not found beside Node. Install it and run the command again.';
  if (result.status !== 0) {
    rmSync(staging, { recursive: true, force: true });
    if (result.text.includes('ENOSPC'))
      return 'The disk is full: packages could not be installed. Free about 2 GB and run the command again.';
    console.error(result.text);
    return 'Packages could not be installed; npm says why above.';
  }
  // Whole or not at all: an install that was cut short leaves what was there before.
  if (existsSync(modules)) renameSync(modules, join(staging, 'before'));
  renameSync(join(staging, 'node_modules'), modules);
  writeFileSync(marker, `${hash} ${everything ? 'all' : 'run'}`);
  rmSync(staging, { recursive: true, force: true });
  return null;
}

/** The registry of every scope as npm is configured here; null when npm does not say. */
function readRegistries(root) {
  const npm = spawnSync('npm', ['config', 'list', '--json'], { cwd: root, encoding: 'utf8' });
  try {
    const config = JSON.parse(npm.stdout);
    return typeof config.registry === 'string' ? config : null;
  } catch {
    return null;
  }
}

/** A clean install into a folder of its own; npm's own words come back as `text`. */
function ci(folder, manifest, lock) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  return { status: npm.status, missing: npm.error !== undefined, text: `${npm.stdout}${npm.stderr}` };
}

/** npm would install a check's package all the same when another package could make use of it. */
export function leaveOutChecks(manifest, lock) {
  for (const name of Object.keys(manifest.devDependencies)) {
    const path = `node_modules/${name}`;
    // Neither mark: something that runs needs it too.
    if (lock.packages[path]?.dev || lock.packages[path]?.devOptional) delete lock.packages[path];
  }
  delete manifest.devDependencies;
  delete lock.packages[''].devDependencies;
}

/**
 * Names every archive. The lock file in git names none, so that any registry serves; but then npm asks for each
 * package's whole history first: 150 MB beside 200 MB of archives, and a third of the time.
 */
function withAddresses(lock, registries) {
  const packages = Object.entries(lock.packages).map(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.resolved || !entry.integrity) return [path, entry];
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const scope = name.startsWith('@') ? name.split('/')[0] : null;
    const registry = (scope && registries[`${scope}:registry`]) ?? registries.registry;
    const resolved = `${registry.replace(/\/$/, '')}/${name}/-/${name.split('/').pop()}-${entry.version}.tgz`;
    return [path, { ...entry, resolved }];
  });
  return { ...lock, packages: Object.fromEntries(packages) };
}
