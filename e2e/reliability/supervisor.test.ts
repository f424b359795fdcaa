import { rmSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { startTestStudio, type TestStudio, type TestStudioOptions } from '../studio.ts';
import { allGone, livingRunners, processesOf, runnerPid } from './processes.ts';
import { expectWhole, openScene, reached, type Scene } from './scene.ts';

/** The longest grace of any process: the database waits for the others and then ends. */
const GRACE_SECONDS = 60;
const STEPS = 400;
/** For a job on a machine that does other work. */
const PATIENCE_SECONDS = 400;
// Two starts, a build before the first, and a whole job.
vi.setConfig({ testTimeout: 900_000 });
let studio: TestStudio;

afterEach(async () => {
  await studio.stop();
  rmSync(studio.home, { recursive: true, force: true });
});

async function start(options: TestStudioOptions = {}): Promise<TestStudio> {
  studio = await startTestStudio({ keepHome: true, ...options });
  return studio;
}
async function runningJob(scene: Scene): Promise<string> {
  const id = await scene.create(STEPS);
  await scene.until(id, (job) => job.state === 'running' && job.step > 0);
  return id;
}
const supervisorGroup = (signal: NodeJS.Signals) => {
  if (!studio.supervisor.pid) throw new Error('no supervisor');
  process.kill(-studio.supervisor.pid, signal);
};

test('kill -9 of the supervisor: all others end by themselves, a running job goes on and is found again', async () => {
  const id = await runningJob(await openScene(await start()));
  const runner = runnerPid(studio, id);
  expect(processesOf(studio.home).length).toBeGreaterThan(5);
  studio.supervisor.kill('SIGKILL');
  await allGone(studio.home, GRACE_SECONDS);
  expect(livingRunners(studio)).toEqual([runner]);
  const scene = await openScene(await start({ home: studio.home }));
  await scene.until(id, reached('succeeded'), PATIENCE_SECONDS);
  await expectWhole(scene, id, STEPS);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s to the whole group of npm start: an orderly end, once, with nothing left; the job goes on later',
  async (signal) => {
    const id = await runningJob(await openScene(await start({ command: ['npm', 'start'] })));
    supervisorGroup(signal);
    await allGone(studio.home, GRACE_SECONDS);
    expect(studio.output().match(/Stopping …/g)).toHaveLength(1);
    expect(livingRunners(studio)).toEqual([]);
    const scene = await openScene(await start({ home: studio.home }));
    await scene.until(id, reached('succeeded'), PATIENCE_SECONDS);
    await expectWhole(scene, id, STEPS);
  },
);

test.each([
  { what: 'kill -9 of the whole group', end: () => supervisorGroup('SIGKILL') },
  { what: 'SIGTERM to npm alone', end: () => studio.supervisor.kill('SIGTERM') },
  { what: 'Ctrl-C, to the whole group', end: () => supervisorGroup('SIGINT') },
])('npm run dev: $what leaves nothing', async ({ end }) => {
  await start({ command: ['npm', 'run', 'dev'] });
  expect(processesOf(studio.home).length).toBeGreaterThan(5);
  end();
  await allGone(studio.home, GRACE_SECONDS);
  expect(studio.output()).not.toContain('starting it again');
});

test('SIGTERM while it starts ends it at once, with nothing left', async () => {
  studio = await startTestStudio({ keepHome: true });
  await studio.stop();
  const starting = startTestStudio({ home: studio.home, keepHome: true }).catch((error: Error) => error);
  while (processesOf(studio.home).length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const pid of processesOf(studio.home).slice(0, 1)) process.kill(pid, 'SIGTERM');
  expect(String(await starting)).toContain('the Studio ended with 0');
  await allGone(studio.home, GRACE_SECONDS);
});
