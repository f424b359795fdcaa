import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { openChat } from '#lib/platform/gateway-client.ts';
import type { Settings } from '#lib/platform/settings.ts';
import { GRADE_FORMAT } from './prompt.ts';

const CALL_MS = 180_000;
const MOST_TOKENS = 512;
/** Before each next try: about four minutes together, so a limit per minute passes. */
const PAUSES_MS = [1000, 5000, 15_000, 30_000, 60_000, 65_000];
const LONGEST_PAUSE_MS = 65_000;
const AGAIN = new Set([408, 429, 500, 502, 503, 504]);

const Reply = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
});
const Refusal = z.object({ error: z.object({ message: z.string() }) });

/** The judging service cannot be asked: the run's judging ends with this sentence. */
export class JudgeAway extends Error {}

export type Asking = {
  settings: Pick<Settings, 'gatewayUrl' | 'STUDIO_INTERNAL_TOKEN'>;
  caller: { accountId: string; userId: string };
  callName: string;
  signal: AbortSignal;
  /** Of one run: set once the service is known to answer only without a response format. */
  learnt: { plain: boolean };
  /** Shorter in tests. */
  pausesMs?: readonly number[];
};

/**
 * One reply through the gateway, asked again while the service is busy or away, a bounded number of times. A request
 * refused as wrong is asked once more without the format, which not every service knows.
 */
export async function askJudge(
  { settings, caller, callName, signal, learnt, pausesMs = PAUSES_MS }: Asking,
  messages: readonly { role: 'user'; content: string }[],
): Promise<string> {
  const body = { model: callName, messages, temperature: 0, max_tokens: MOST_TOKENS, stream: false };
  let { plain } = learnt;
  for (let tries = 0; ; ) {
    const problem = await once().catch((error: unknown) => {
      signal.throwIfAborted();
      return { status: 0, message: error instanceof Error ? error.message : String(error), afterMs: 0 };
    });
    if (typeof problem === 'string') {
      learnt.plain ||= plain;
      return problem;
    }
    if (problem.status === 400 && !plain) {
      plain = true;
      continue;
    }
    const pause = pausesMs[tries++];
    const again = problem.status === 0 || AGAIN.has(problem.status);
    if (!again || pause === undefined) throw new JudgeAway(problem.message.slice(0, 500));
    await sleep(Math.min(LONGEST_PAUSE_MS, Math.max(pause, problem.afterMs)), undefined, { signal });
  }

  async function once() {
    const until = AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]);
    const asked = plain ? body : { ...body, response_format: GRADE_FORMAT };
    const answer = await openChat(settings, { ...caller, signal: until }, asked);
    const said = await text(answer.body as Readable);
    if (answer.status === 200) return Reply.parse(JSON.parse(said)).choices[0]?.message.content ?? '';
    return {
      status: answer.status,
      message: refusalIn(said, answer.status),
      afterMs: wait(answer.headers),
    };
  }
}

function refusalIn(said: string, status: number): string {
  try {
    return Refusal.parse(JSON.parse(said)).error.message;
  } catch {
    return `The gateway answered ${status}.`;
  }
}

const wait = (headers: IncomingHttpHeaders): number => {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
};
