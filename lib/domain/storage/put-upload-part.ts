import { Readable } from 'node:stream';
import { Sha256, type UploadPart } from '#lib/contracts/storage.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { partBytesOf, partCountOf, requireUpload, storeRef } from './upload-row.ts';

type Part = {
  id: string;
  /** From 1. */
  number: number;
  body: Readable;
  /** Hex, of this part; a body with another digest is refused. */
  sha256?: string | null;
};

/** Takes one part. No verb: a part is no change by itself, completing the upload is (and is audited). */
export async function putUploadPart(
  ctx: Context,
  part: Part,
): Promise<{ number: number; sizeBytes: number }> {
  requirePermission(ctx, 'storage:write');
  const row = await requireUpload(ctx, ctx.db, part.id);
  const count = partCountOf(row);
  if (!Number.isInteger(part.number) || part.number < 1 || part.number > count)
    throw new StudioError('request.invalid', `Part ${part.number} is not between 1 and ${count}.`);
  if (part.sha256 && !Sha256.safeParse(part.sha256).success)
    throw new StudioError('request.invalid', 'x-content-sha256: expected 64 lower-case hexadecimal digits.');
  const wanted = partBytesOf(row, part.number);
  // The sender may vanish before anyone reads: without a listener that would end the process.
  part.body.on('error', () => undefined);
  const body = Readable.from(exactly(part.body, wanted, part.number), { objectMode: false });
  const stored = await ctx.store.putPart(
    storeRef(row),
    part.number,
    body,
    part.sha256 ? { sha256: part.sha256 } : {},
  );
  return { number: stored.number, sizeBytes: stored.size } satisfies typeof UploadPart._output;
}

/** Passes the bytes on and fails when there are more or fewer: a broken connection must not leave a short part. */
async function* exactly(body: Readable, wanted: number, number: number): AsyncGenerator<Buffer> {
  let seen = 0;
  const differs = () =>
    new StudioError('content.invalid', `Part ${number} must have exactly ${wanted} bytes.`, {
      advice: 'Send this part again.',
    });
  for await (const chunk of body as AsyncIterable<Buffer>) {
    seen += chunk.length;
    if (seen > wanted) throw differs();
    yield chunk;
  }
  if (seen !== wanted) throw differs();
}
