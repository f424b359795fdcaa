import type { CallLanguage, CallTarget } from './call-code.ts';

const quoted = (text: string): string => JSON.stringify(text);
const shellQuote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const CODE: Record<CallLanguage, (target: CallTarget) => string> = {
  python: ({ baseUrl, model, prompt }) => `import os

import requests

response = requests.post(
    ${quoted(`${baseUrl}/embeddings`)},
    headers={"Authorization": f"Bearer {os.environ['API_KEY']}"},
    json={"model": ${quoted(model)}, "input": ${quoted(prompt)}},
    timeout=120,
)
response.raise_for_status()
print(response.json()["data"][0]["embedding"][:8])`,

  curl: ({ baseUrl, model, prompt }) => `curl -sS --fail-with-body ${shellQuote(`${baseUrl}/embeddings`)} \\
  -H "Authorization: Bearer $API_KEY" \\
  -H 'Content-Type: application/json' \\
  -d ${shellQuote(JSON.stringify({ model, input: prompt }, null, 2))}`,

  openai: ({ baseUrl, model, prompt }) => `import os

from openai import OpenAI

client = OpenAI(base_url=${quoted(baseUrl)}, api_key=os.environ["API_KEY"])
answer = client.embeddings.create(
    model=${quoted(model)}, input=${quoted(prompt)}, encoding_format="float"
)
print(answer.data[0].embedding[:8])`,

  javascript: ({ baseUrl, model, prompt }) => `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: ${quoted(baseUrl)}, apiKey: process.env.API_KEY });
const answer = await client.embeddings.create({
  model: ${quoted(model)},
  input: ${quoted(prompt)},
  encoding_format: 'float',
});
console.log(answer.data[0].embedding.slice(0, 8));`,
};

/** A call of a service that makes vectors; it runs as it stands with a key in $API_KEY. */
export const embeddingCode = (language: CallLanguage, target: CallTarget): string => CODE[language](target);
