import { z } from 'zod';
import { IMPORT_MODES } from '#lib/contracts/moderation.ts';
import { MAX_IMPORT_BYTES } from '#lib/contracts/values/moderation.ts';
import { decodeWords } from '#lib/domain/moderation/decode-words.ts';
import { importWords } from '#lib/domain/moderation/import-words.ts';
import { readLimited } from '#lib/http/read-input.ts';
import { withContext } from '#lib/http/with-context.ts';
import { invalidInput } from '#lib/platform/errors.ts';

const Flag = z.enum(['true', 'false']).default('false');
const Query = z.strictObject({
  mode: z.enum(IMPORT_MODES).default('add'),
  skipBad: Flag,
  dryRun: Flag,
});

/** A text of words into a list, all or nothing. */
export const POST = withContext<{ id: string }>(
  { route: '/word-lists/{id}/import', permission: 'moderation:write' },
  async (request, ctx, { id }) => {
    const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) throw invalidInput(query.error);
    const { mode, skipBad, dryRun } = query.data;
    const advice = 'Split it into several imports.';
    const text = decodeWords(await readLimited(request, { bytes: MAX_IMPORT_BYTES, advice }));
    const imported = await importWords(
      { ...ctx, dryRun: dryRun === 'true' },
      { id, text, mode, skipBad: skipBad === 'true' },
    );
    return Response.json(imported, { headers: { 'cache-control': 'no-store' } });
  },
);
