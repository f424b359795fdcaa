import { request } from 'undici';
import { z } from 'zod';

const TIMEOUT_MS = 5_000;
const Answer = z.object({
  results: z.array(z.object({ flagged: z.boolean(), reason: z.string().nullish() })),
});

/** Asks an HTTP moderation service; answers why a text is refused, or null. Throws when it gives no clear answer. */
export async function askService(url: string, texts: readonly string[]): Promise<string | null> {
  if (texts.length === 0) return null;
  const answer = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ texts }),
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (answer.statusCode !== 200) {
    await answer.body.dump();
    throw new Error(`the moderation service answered ${answer.statusCode}`);
  }
  const { results } = Answer.parse(await answer.body.json());
  if (results.length !== texts.length)
    throw new Error(`the moderation service answered ${results.length} results for ${texts.length} texts`);
  const hit = results.find(({ flagged }) => flagged);
  return hit ? (hit.reason ?? 'flagged') : null;
}
