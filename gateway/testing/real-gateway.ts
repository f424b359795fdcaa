import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './redis.ts';
import type { TestController } from './test-controller.ts';

export type RealGateway = {
  child: ChildProcess;
  url: string;
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | string | null>;
};

/** The gateway's own process, as it is started in production. */
export async function startRealGateway(
  home: string,
  controller: TestController,
  env: Record<string, string> = {},
): Promise<RealGateway> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, '../main.ts'), {
    env: {
      ...process.env,
      STUDIO_HOME: home,
      STUDIO_GATEWAY_PORT: String(port),
      STUDIO_CONTROLLER_URL: controller.url,
      STUDIO_INTERNAL_TOKEN: controller.token,
      STUDIO_LOG_LEVEL: 'error',
      ...env,
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}`);
    await sleep(50);
  }
  return { child, url, ended };
}
