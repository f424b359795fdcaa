import { setTimeout as sleep } from 'node:timers/promises';
import type { NewApiKey } from '#lib/contracts/api-keys.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { atMost, type Bench, type Figure, forInformation, median } from './figures.ts';
import { withStudio } from './with-studio.ts';

const KEYS = 10;
const MOST_MS = 1000;
const GIVE_UP_MS = 30_000;
const LOOK_EVERY_MS = 5;

/** Ms until the gateway answers a call of the key with `status`. */
async function untilAnswers(url: string, secret: string, status: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const answer = await fetch(`${url}/v1/models`, { headers: { authorization: `Bearer ${secret}` } });
    await answer.arrayBuffer();
    const ms = performance.now() - began;
    if (answer.status === status) return ms;
    if (ms > GIVE_UP_MS) throw new Error(`the gateway still answers ${answer.status} after ${GIVE_UP_MS} ms`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** From the console's answer to the gateway's first refusal, over database, controller and snapshot. */
async function measure(say: (line: string) => void): Promise<Figure[]> {
  return withStudio(async ({ url, gatewayUrl, password }) => {
    const rest = await RestClient.signIn(url, 'admin', password);
    const [made, disabled, deleted]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < KEYS; i++) {
      const { key, secret } = await rest.post<NewApiKey>('/api-keys');
      made.push(await untilAnswers(gatewayUrl, secret, 200));
      await rest.post(`/api-keys/${key.id}/disable`);
      disabled.push(await untilAnswers(gatewayUrl, secret, 401));
      await rest.post(`/api-keys/${key.id}/enable`);
      await untilAnswers(gatewayUrl, secret, 200);
      await rest.delete(`/api-keys/${key.id}?confirm=DELETE`);
      deleted.push(await untilAnswers(gatewayUrl, secret, 401));
    }
    say(
      `  deleted: ${deleted.map(Math.round).join(', ')} ms; disabled: ${disabled.map(Math.round).join(', ')} ms`,
    );
    return [
      atMost('a deleted key is refused after at most', 'ms', Math.max(...deleted), MOST_MS),
      atMost('a disabled key is refused after at most', 'ms', Math.max(...disabled), MOST_MS),
      forInformation('a new key is taken after, median', 'ms', median(made)),
    ];
  });
}

export const bench: Bench = {
  summary: 'how soon the gateway refuses a key that was deleted or disabled over REST, in a whole Studio',
  run: measure,
};
