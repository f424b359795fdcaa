import { setTimeout as sleep } from 'node:timers/promises';
import OpenAI from 'openai';
import type { z } from 'zod';
import type { NewApiKey } from '#lib/contracts/api-keys.ts';
import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { CreateServiceInput, ServiceDetail } from '#lib/contracts/services.ts';
import type { RestClient } from './client.ts';
import type { Say } from './steps.ts';

const POLL_MS = 500;
const KEY_WITHIN_MS = 10_000;
/** The first start of a serving environment that is still being installed. */
const LIMIT_MS = 30 * 60_000;

async function whenState(
  rest: RestClient,
  id: string,
  wanted: ServiceDetail['state'],
  say: Say,
): Promise<ServiceDetail> {
  const end = Date.now() + LIMIT_MS;
  let last = '';
  for (;;) {
    const now = await rest.get<ServiceDetail>(`/services/${id}`);
    const phase = now.instances.at(-1)?.phase;
    const line = `  ${now.state}${phase ? ` (${phase})` : ''}${now.reason ? `: ${now.reason}` : ''}`;
    if (line !== last) say(line);
    last = line;
    if (now.state === wanted) return now;
    if (now.state === 'abnormal' && now.failure?.kind === 'user')
      throw new Error(`the service does not start: ${now.failure.message} ${now.failure.advice ?? ''}`);
    if (Date.now() > end) throw new Error(`the service is still ${now.state}: ${now.reason ?? 'no reason'}`);
    await sleep(POLL_MS);
  }
}

/** Deploys a version on the smallest flavor that holds it. */
export async function deploy(
  rest: RestClient,
  name: string,
  modelVersionId: string,
  say: Say,
): Promise<ServiceDetail> {
  const pools = await rest.get<{ items: PoolSummary[] }>('/pools');
  const pool = pools.items.find((item) => item.flavors.length > 0);
  const flavor = pool?.flavors[0];
  if (!pool || !flavor) throw new Error('no pool offers a flavor: is the agent up?');
  const input: z.input<typeof CreateServiceInput> = {
    name,
    modelVersionId,
    poolId: pool.id,
    flavor: flavor.id,
    qpsPerInstance: 20,
  };
  const { id } = await rest.post<ServiceDetail>('/services', input);
  return whenState(rest, id, 'running', say);
}

export type Called = {
  question: string;
  answer: string;
  promptTokens: number;
  completionTokens: number;
  latencyMs: number;
  firstTokenMs: number;
};

/** A key reaches the gateway a moment after it was made. */
async function whenKnown(client: OpenAI): Promise<void> {
  for (const end = Date.now() + KEY_WITHIN_MS; ; await sleep(POLL_MS))
    try {
      await client.models.list();
      return;
    } catch (error) {
      if (!(error instanceof OpenAI.AuthenticationError) || Date.now() > end) throw error;
    }
}

/** Calls it as any program would: the official client, the gateway's address, an API key of its own. */
export async function callService(
  rest: RestClient,
  service: ServiceDetail,
  question: string,
  say: Say,
): Promise<Called> {
  const { key, secret } = await rest.post<NewApiKey>('/api-keys', {
    description: 'npm run demo',
    scope: [service.id],
  });
  try {
    const client = new OpenAI({ apiKey: secret, baseURL: `${service.gatewayUrl}/v1`, timeout: 60_000 });
    const ask = {
      model: service.callName,
      messages: [{ role: 'user' as const, content: question }],
      temperature: 0,
    };
    await whenKnown(client);
    const started = performance.now();
    const answer = await client.chat.completions.create({ ...ask, max_tokens: 16 });
    const latencyMs = Math.round(performance.now() - started);
    const streamed = performance.now();
    let firstTokenMs: number | null = null;
    for await (const chunk of await client.chat.completions.create({ ...ask, max_tokens: 16, stream: true }))
      if (chunk.choices[0]?.delta.content) firstTokenMs ??= Math.round(performance.now() - streamed);
    const text = answer.choices[0]?.message.content ?? '';
    const { prompt_tokens = 0, completion_tokens = 0 } = answer.usage ?? {};
    say(`  ${question} → ${text}`);
    say(
      `  ${prompt_tokens} + ${completion_tokens} tokens in ${latencyMs} ms, streamed: first token after ${firstTokenMs} ms`,
    );
    return {
      question,
      answer: text,
      promptTokens: prompt_tokens,
      completionTokens: completion_tokens,
      latencyMs,
      firstTokenMs: firstTokenMs ?? 0,
    };
  } finally {
    // A person has at most five keys.
    await rest.delete(`/api-keys/${key.id}?confirm=DELETE`);
  }
}

export async function stopServing(rest: RestClient, id: string, say: Say): Promise<ServiceDetail> {
  await rest.post(`/services/${id}/stop`);
  return whenState(rest, id, 'stopped', say);
}
