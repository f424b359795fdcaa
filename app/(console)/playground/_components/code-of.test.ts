import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { ChatRequest } from '#lib/chat/request.ts';
import { asCurl, asJavascript, asOpenai, asPython } from './code-of.ts';

const REQUEST: ChatRequest = {
  model: '新闻',
  messages: [{ role: 'user', content: `It's "quoted" \\ ${'`'}x${'`'} $HOME\nsecond line` }],
  temperature: 0.5,
  top_k: 20,
  stop: ['END'],
  stream: true,
  stream_options: { include_usage: true },
};
const URL = 'http://gateway:3001';

test('curl sends exactly the request, whatever signs it holds', () => {
  const code = asCurl(REQUEST, URL);
  expect(code).toContain(`${URL}/v1/chat/completions`);
  const shown = code.replace(/^curl -N \S+/, 'printf %s').replace(/ {2}-H '[^']*' \\\n/g, '');
  const sent = execFileSync('bash', ['-c', shown.replace('  -d ', '')], { encoding: 'utf8' });
  expect(JSON.parse(sent)).toEqual(REQUEST);
});

test('Python and JavaScript are code, with the key left to the reader', () => {
  for (const code of [asPython(REQUEST, URL), asOpenai(REQUEST, URL), asJavascript(REQUEST, URL)]) {
    expect(code).toContain('YOUR_API_KEY');
    expect(code).toContain(URL);
  }
  for (const code of [asPython(REQUEST, URL), asOpenai(REQUEST, URL)])
    execFileSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code });
  // Not an argument of the client: it would be refused as one.
  expect(asOpenai(REQUEST, URL)).toMatch(/extra_body=\{\n\s+"top_k": 20,/);
});
