import type { IncomingMessage, ServerResponse } from 'node:http';
import { WORDS_PATH } from '#lib/contracts/gateway.ts';
import type { Db } from '#lib/db/client.ts';
import { readWords, readWordsTag } from '#lib/domain/moderation/words-of-gateway.ts';
import { sendJson } from '#lib/platform/http-server.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { requireToken } from './internal-token.ts';

type Parts = { db: Db; token: string | undefined; logger: Logger };

/** GET /internal/words: every word that moderation looks for. True when the request was for it. */
export function createWordsRoute(
  parts: Parts,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    if (request.url?.split('?')[0] !== WORDS_PATH) return false;
    if (request.method !== 'GET')
      sendJson(response, 405, { code: 'method.not_allowed', message: 'Read the words with GET.' });
    else if (requireToken(request, response, parts.token)) void give(response, parts);
    return true;
  };
}

async function give(response: ServerResponse, { db, logger }: Parts): Promise<void> {
  try {
    const { tag, words } = await db.transaction(
      async (tx) => ({ tag: await readWordsTag(tx), words: await readWords(tx) }),
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
    sendJson(response, 200, words, tag === null ? {} : { etag: `"${tag}"` });
  } catch (error) {
    logger.warn({ err: error }, 'the word lists could not be read');
    const message = 'The word lists could not be read. Ask again.';
    sendJson(response, 503, { code: 'upstream.unavailable', message }, { 'retry-after': '1' });
  }
}
