export const CALL_LANGUAGES = ['python', 'curl', 'openai', 'javascript'] as const;
export type CallLanguage = (typeof CALL_LANGUAGES)[number];

export interface CallTarget {
  /** Ends with /v1. */
  baseUrl: string;
  model: string;
  prompt: string;
}

const shellQuote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
// A JSON string is a Python and a JavaScript string as well.
const quoted = (text: string): string => JSON.stringify(text);

const bodyOf = ({ model, prompt }: CallTarget) => ({
  model,
  messages: [{ role: 'user', content: prompt }],
  max_tokens: 128,
});

const CODE: Record<CallLanguage, (target: CallTarget) => string> = {
  python: ({ baseUrl, model, prompt }) => `import os

import requests

response = requests.post(
    ${quoted(`${baseUrl}/chat/completions`)},
    headers={"Authorization": f"Bearer {os.environ['API_KEY']}"},
    json={
        "model": ${quoted(model)},
        "messages": [{"role": "user", "content": ${quoted(prompt)}}],
        "max_tokens": 128,
    },
    timeout=120,
)
response.raise_for_status()
print(response.json()["choices"][0]["message"]["content"])`,

  curl: (target) => `curl -sS --fail-with-body ${shellQuote(`${target.baseUrl}/chat/completions`)} \\
  -H "Authorization: Bearer $API_KEY" \\
  -H 'Content-Type: application/json' \\
  -d ${shellQuote(JSON.stringify(bodyOf(target), null, 2))}`,

  openai: ({ baseUrl, model, prompt }) => `import os

from openai import OpenAI

client = OpenAI(base_url=${quoted(baseUrl)}, api_key=os.environ["API_KEY"])
stream = client.chat.completions.create(
    model=${quoted(model)},
    messages=[{"role": "user", "content": ${quoted(prompt)}}],
    max_tokens=128,
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
print()`,

  javascript: ({ baseUrl, model, prompt }) => `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: ${quoted(baseUrl)}, apiKey: process.env.API_KEY });
const stream = await client.chat.completions.create({
  model: ${quoted(model)},
  messages: [{ role: 'user', content: ${quoted(prompt)} }],
  max_tokens: 128,
  stream: true,
});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta?.content ?? '');
console.log();`,
};

/** A call of a service in one language; it runs as it stands with a key in $API_KEY. */
export const callCode = (language: CallLanguage, target: CallTarget): string => CODE[language](target);
