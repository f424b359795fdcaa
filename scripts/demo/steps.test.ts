import { expect, test } from 'vitest';
import { CallFailed } from './client.ts';
import { whenPossible } from './steps.ts';

test('what the server asks to try again is tried again, and said once', async () => {
  const said: string[] = [];
  let calls = 0;
  const answer = await whenPossible(
    async () => {
      if (++calls < 4) throw new CallFailed(409, 'The weights are still being prepared.', 0.01);
      return 'made';
    },
    (line) => said.push(line),
  );
  expect([answer, calls]).toEqual(['made', 4]);
  expect(said).toEqual(['  The weights are still being prepared. Trying again every 0.01 s …']);
});

test('any other refusal ends the demo at once', async () => {
  let calls = 0;
  const call = whenPossible(
    async () => {
      calls++;
      throw new CallFailed(400, 'name: is taken');
    },
    () => undefined,
  );
  await expect(call).rejects.toThrow('name: is taken');
  expect(calls).toBe(1);
});
