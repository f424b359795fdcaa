import { ConversationSaved, SaveConversationInput } from '#lib/contracts/playground.ts';
import type { Db, Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { createDataset } from '#lib/domain/datasets/create-dataset.ts';
import { createDatasetVersion } from '#lib/domain/datasets/create-dataset-version.ts';
import { requireDataset } from '#lib/domain/datasets/version-row.ts';
import { ensureDefaultBucket } from '#lib/domain/storage/default-bucket.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { mossFile, samplesBefore } from './dataset-file.ts';
import { groupTurns, instructionLine, mossLine, turnsOf } from './dataset-rows.ts';
import { messagesOf, requireConversation } from './own-conversation.ts';

/** Writes one branch of a conversation as rows of a dataset: a new one, or the next version of one that exists. */
export const saveConversation = defineWrite({
  name: 'playground.saveConversation',
  permission: 'dataset:write',
  input: SaveConversationInput,
  output: ConversationSaved,
  run: async ({ ctx, tx, input, audit }) => {
    const row = await requireConversation(ctx, tx, input.id);
    const { turns, leftOut } = turnsOf(await messagesOf(tx, row.id), input.head, input.lane);
    if (turns.length === 0)
      throw new StudioError('state.wrong', 'This branch holds no complete answer that could be saved.', {
        because: { key: 'chat.nothingToSave' },
        advice: 'Ask again, or choose another branch.',
      });
    const rows = groupTurns(turns, input.format);
    const inside = { ...ctx, db: tx as Db };
    const saved = await withFile(ctx, tx, async (write) => {
      if ('name' in input.target) {
        const moss = input.format === 'moss-jsonl';
        const lines = rows.map((each, at) => (moss ? mossLine(each, at + 1) : instructionLine(each)));
        const source = await write(`${lines.join('\n')}\n`);
        const { name } = input.target;
        const made = await createDataset(inside, { name, source, format: input.format });
        return { datasetId: made.id, datasetName: made.name, versionNumber: made.latest?.number ?? 1 };
      }
      const owner = await requireDataset(ctx, tx, input.target.datasetId);
      const before = await samplesBefore(ctx, tx, owner.id);
      // MOSS holds every row, of one turn or many; the instruction format only those of one.
      const more = (from: number) => rows.map((each, at) => mossLine(each, from + at + 1));
      const source = await write(before ? mossFile(ctx, before, more) : `${more(0).join('\n')}\n`);
      const made = await createDatasetVersion(inside, { id: owner.id, source, format: 'moss-jsonl' });
      return { datasetId: owner.id, datasetName: owner.name, versionNumber: made.number };
    });
    await audit({ target: { kind: 'conversation', id: row.id }, after: { ...saved, rows: rows.length } });
    return { ...saved, rows: rows.length, leftOut };
  },
});

type Write = (content: Parameters<Context['store']['write']>[2]) => Promise<string>;

/** `write` puts a file into the account's own bucket; it goes again when the rest fails or was a dry run. */
async function withFile<T>(ctx: Context, tx: Tx, work: (write: Write) => Promise<T>): Promise<T> {
  const bucket = await ensureDefaultBucket(ctx, tx);
  const key = `playground/${newId('conversation').slice(4)}.jsonl`;
  const remove = () => ctx.store.delete(bucket, key).catch(() => undefined);
  try {
    const result = await work(async (content) => {
      await ctx.store.write(bucket, key, content);
      return storageUri(bucket, key);
    });
    if (ctx.dryRun) await remove();
    return result;
  } catch (error) {
    await remove();
    throw error;
  }
}
