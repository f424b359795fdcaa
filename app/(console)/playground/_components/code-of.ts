import type { ChatRequest } from '#lib/chat/request.ts';

const shell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
/** What OpenAI's clients have no argument for goes into `extra_body`. */
const EXTRA = new Set(['top_k']);

function python(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const items = Array.isArray(value)
    ? value.map((item) => python(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${python(item, inner)}`);
  const [first, last] = Array.isArray(value) ? '[]' : '{}';
  if (items.length === 0) return `${first}${last}`;
  return `${first}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${last}`;
}

export const asCurl = (request: ChatRequest, url: string): string =>
  [
    `curl -N ${url}/v1/chat/completions`,
    "  -H 'Authorization: Bearer YOUR_API_KEY'",
    "  -H 'Content-Type: application/json'",
    `  -d ${shell(JSON.stringify(request, null, 2))}`,
  ].join(' \\\n');

export const asPython = (request: ChatRequest, url: string): string => `import json

import requests

response = requests.post(
    "${url}/v1/chat/completions",
    headers={"Authorization": "Bearer YOUR_API_KEY"},
    json=${python(request, '    ')},
    stream=True,
    timeout=600,
)
response.raise_for_status()
for line in response.iter_lines(decode_unicode=True):
    if not line.startswith("data: ") or line == "data: [DONE]":
        continue
    for choice in json.loads(line[6:])["choices"]:
        print(choice["delta"].get("content") or "", end="", flush=True)
`;

export function asOpenai(request: ChatRequest, url: string): string {
  const entries = Object.entries(request);
  const plain = entries.filter(([name]) => !EXTRA.has(name));
  const extra = Object.fromEntries(entries.filter(([name]) => EXTRA.has(name)));
  const lines = plain.map(([name, value]) => `    ${name}=${python(value, '    ')},`);
  if (Object.keys(extra).length > 0) lines.push(`    extra_body=${python(extra, '    ')},`);
  return `from openai import OpenAI

client = OpenAI(base_url="${url}/v1", api_key="YOUR_API_KEY")
stream = client.chat.completions.create(
${lines.join('\n')}
)
for chunk in stream:
    for choice in chunk.choices:
        print(choice.delta.content or "", end="", flush=True)
`;
}

export const asJavascript = (request: ChatRequest, url: string): string => `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '${url}/v1', apiKey: 'YOUR_API_KEY' });
const stream = await client.chat.completions.create(${JSON.stringify(request, null, 2)});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta?.content ?? '');
}
`;
