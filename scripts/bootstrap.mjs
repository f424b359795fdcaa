// Runs on whatever Node (>= 20) the machine has, before anything is installed: no imports but node's own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install-packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command = 'start', ...rest] = process.argv.slice(2);
const parent = process.ppid;
const LOOK_MS = 300;

function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < 20)
  refuse(
    `Studio needs Node 20 or newer; this is ${process.version}. Install a newer Node and run the command again.`,
  );

if (['start', 'dev', 'test'].includes(command)) {
  const python = spawnSync('python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  if (python.error || python.status !== 0)
    refuse(
      'Studio needs Python 3.10 or newer as `python3`; it was not found. Install it and run the command again.',
    );
  const [high = 0, low = 0] = python.stdout.trim().split('.').map(Number);
  if (high < 3 || (high === 3 && low < 10))
    refuse(
      `Studio needs Python 3.10 or newer; python3 is ${python.stdout.trim()}. Install a newer one and run the command again.`,
    );
}

const { bavail, bsize } = statfsSync(root);
if (bavail * bsize < 500 * 1024 * 1024)
  refuse(
    `The disk that holds ${root} has ${Math.round((bavail * bsize) / 1048576)} MB left; Studio needs at least 500 MB there. Free some space and run the command again.`,
  );

const everything = !['start', 'dev', 'demo'].includes(command);
const problem = installPackages(root, everything);
if (problem) refuse(problem);

// A package brings Node 24; its folder goes first so that every child finds the same one.
const bin = join(root, 'node_modules', '.bin');
const brought = join(bin, process.platform === 'win32' ? 'node.exe' : 'node');
const node = existsSync(brought) ? brought : process.execPath;
if (node === process.execPath && major < 24)
  refuse(
    `There is no Node 24 to install for ${process.platform} ${process.arch}, and this is ${process.version}. Install Node 24 or newer and run the command again.`,
  );
// A Studio runs in a session of its own: a terminal's Ctrl-C reaches it by way of this process, once, and when this
// process and its group are killed it learns of it by the lost channel and stops in order.
const apart = ['start', 'dev'].includes(command);
const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', join(root, 'scripts', `${command}.ts`), ...rest],
  {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', ...(apart ? ['ipc'] : [])],
    detached: apart,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => child.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'));
// npm passes a signal on to its shell alone, which ends without a word to this process.
if (process.env.npm_lifecycle_event) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, LOOK_MS);
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
