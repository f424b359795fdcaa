import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer } from '#lib/domain/playground/testing/openai-server.ts';
import { type Asking, askJudge, JudgeAway } from './ask-judge.ts';
import { GRADE_FORMAT } from './prompt.ts';

let upstream: Awaited<ReturnType<typeof startOpenAiServer>>;
beforeAll(async () => {
  upstream = await startOpenAiServer(() => undefined);
});
afterAll(() => upstream.close());

const GRADE = '{"score": 7, "reason": "fine"}';
const messages = [{ role: 'user' as const, content: 'Grade this.' }];
const newRun = (): Asking => ({
  settings: { gatewayUrl: upstream.url, STUDIO_INTERNAL_TOKEN: 'internal-token-1' },
  caller: { accountId: 'acc_1', userId: 'usr_1' },
  callName: 'judge',
  signal: new AbortController().signal,
  learnt: { plain: false },
  pausesMs: [1, 1],
});
const REFUSED = { message: 'response_format is not supported', param: 'response_format' };

/** The response formats of the requests that `work` makes. */
async function formatsOf(work: () => Promise<unknown>): Promise<unknown[]> {
  const before = upstream.heard.length;
  await work();
  return upstream.heard.slice(before).map(({ body }) => body.response_format);
}

describe('a judge is asked for a grade as JSON of a known form', () => {
  it('with every grade that counts as one, and a reason that ends before the reply is cut', async () => {
    upstream.follow((_heard, reply) => reply.whole(GRADE));
    const run = newRun();
    const formats = await formatsOf(async () => expect(await askJudge(run, messages)).toBe(GRADE));
    expect(formats).toEqual([GRADE_FORMAT]);
    const { properties, required } = GRADE_FORMAT.json_schema.schema;
    expect(properties.score.enum).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(required).toEqual(['score', 'reason']);
    expect(Number(upstream.heard.at(-1)?.body.max_tokens)).toBeGreaterThan(3 * properties.reason.maxLength);
  });

  it('and without where the service refuses it, which the run remembers', async () => {
    upstream.follow(({ body }, reply) =>
      body.response_format ? reply.refuse(400, REFUSED) : reply.whole(GRADE),
    );
    const run = newRun();
    const formats = await formatsOf(async () => {
      for (const _ of [1, 2, 3]) expect(await askJudge(run, messages)).toBe(GRADE);
    });
    expect(formats).toEqual([GRADE_FORMAT, undefined, undefined, undefined]);
    expect(await formatsOf(() => askJudge(newRun(), messages))).toHaveLength(2);
  });

  it('but a request that is wrong either way ends the judging with the last reason', async () => {
    upstream.follow(({ body }, reply) =>
      reply.refuse(400, body.response_format ? REFUSED : { message: 'The prompt is too long.' }),
    );
    const run = newRun();
    const formats = await formatsOf(() =>
      expect(askJudge(run, messages)).rejects.toThrow(new JudgeAway('The prompt is too long.')),
    );
    expect(formats).toEqual([GRADE_FORMAT, undefined]);
    expect(run.learnt.plain).toBe(false);
  });

  it('and a busy service says nothing about the format', async () => {
    let calls = 0;
    upstream.follow((_heard, reply) =>
      ++calls < 3 ? reply.refuse(503, { message: 'busy' }) : reply.whole(GRADE),
    );
    const run = newRun();
    const formats = await formatsOf(() => askJudge(run, messages));
    expect(formats).toEqual([GRADE_FORMAT, GRADE_FORMAT, GRADE_FORMAT]);
    expect(run.learnt.plain).toBe(false);
  });
});
