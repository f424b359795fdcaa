import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { asCurl, asJavascript, asOpenai, asPython } from '#app/(console)/playground/_components/code-of.ts';
import { CALL_LANGUAGES, type CallLanguage, callCode } from '#components/service/call-code.ts';
import { embeddingCode } from '#components/service/embedding-code.ts';
import { routeOf, SECRET, startWorld, type World } from '#gateway/testing/test-world.ts';
import type { ChatRequest } from '#lib/chat/request.ts';
import { type Program, runCode } from './run-code.ts';

const NAME = '新闻 "分类" 7B';
const PROMPT = `It's "quoted", \\ ${'`'}x${'`'} $HOME\nand 两行`;
const PIECES = ['你好', ', "世界"', ' 🙂', '\n第二行'];
const ANSWER = PIECES.join('');

let world: World;
beforeAll(async () => {
  world = await startWorld({ route: { names: [NAME] } });
});
afterAll(() => world?.close());
beforeEach(() => {
  world.upstream.behaviour = { pieces: PIECES };
});
const sent = () => world.upstream.seen.at(-1)?.body;

const PROGRAM: Record<CallLanguage, Program> = {
  python: 'python',
  openai: 'python',
  curl: 'bash',
  javascript: 'node',
};

describe("the call page's code", () => {
  const codeOf = (language: CallLanguage, model = NAME) =>
    callCode(language, { baseUrl: `${world.url}/v1`, model, prompt: PROMPT });

  test.each(CALL_LANGUAGES)('%s asks exactly this and prints the answer', async (language) => {
    const printed = await runCode(PROGRAM[language], codeOf(language), SECRET);
    const answer = language === 'curl' ? JSON.parse(printed).choices[0].message.content : printed;
    expect(answer).toBe(ANSWER);
    expect(sent()).toMatchObject({ messages: [{ role: 'user', content: PROMPT }], max_tokens: 128 });
  });

  test.each(CALL_LANGUAGES)('%s fails loudly when the key is wrong', async (language) => {
    const before = world.upstream.seen.length;
    await expect(runCode(PROGRAM[language], codeOf(language), 'sk-wrong')).rejects.toThrow();
    expect(world.upstream.seen).toHaveLength(before);
  });
});

test.each(CALL_LANGUAGES)('%s gets the vector of exactly this', async (language) => {
  const { routes } = world.controller.snapshot;
  const vectors = routeOf([world.upstream], { names: ['bge'], kind: 'embedding' });
  world.controller.set({ routes: [...routes.filter(({ names }) => names[0] === NAME), vectors] });
  const code = embeddingCode(language, { baseUrl: `${world.url}/v1`, model: 'bge', prompt: PROMPT });
  await vi.waitFor(async () => {
    const models = await fetch(`${world.url}/v1/models`, { headers: { authorization: `Bearer ${SECRET}` } });
    expect(await models.text()).toContain('"bge"');
  });
  const printed = await runCode(PROGRAM[language], code, SECRET);
  for (const number of ['0.1', '0.2', '0.3']) expect(printed).toContain(number);
  expect(sent()).toMatchObject({ input: PROMPT });
});

describe("the playground's code", () => {
  const CODES: [string, Program, (request: ChatRequest, url: string) => string][] = [
    ['curl', 'bash', asCurl],
    ['python', 'python', asPython],
    ['openai', 'python', asOpenai],
    ['javascript', 'node', asJavascript],
  ];
  const REQUEST: ChatRequest = {
    model: NAME,
    messages: [
      { role: 'system', content: '简短回答' },
      { role: 'user', content: PROMPT },
    ],
    temperature: 0.5,
    top_k: 20,
    stop: ['END'],
    stream: true,
    stream_options: { include_usage: true },
  };

  test.each(CODES)('%s streams the same request', async (_name, program, write) => {
    const code = write(REQUEST, world.url).replace('YOUR_API_KEY', SECRET);
    const printed = await runCode(program, code, '');
    expect(write === asCurl ? textOf(printed) : printed).toBe(ANSWER);
    const { model: _served, ...asked } = REQUEST;
    expect(sent()).toMatchObject(asked);
  });
});

const textOf = (events: string): string =>
  events
    .split('\n\n')
    .map((event) => event.replace(/^data: /, ''))
    .filter((data) => data !== '[DONE]')
    .map((data) => JSON.parse(data).choices[0]?.delta.content ?? '')
    .join('');
