import { eq, sql } from 'drizzle-orm';
import { TriedText, TryTextInput } from '#lib/contracts/moderation.ts';
import { word, wordList } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { buildAutomaton } from '#lib/platform/moderation/automaton.ts';
import { askService } from '#lib/platform/moderation/moderation-service.ts';
import { normalised } from '#lib/platform/moderation/normalise.ts';
import { Scanner } from '#lib/platform/moderation/scanner.ts';

const MOST_HITS = 200;

/** What moderation would say of a text, by the gateway's own comparison; enabled or not, every list is looked at. */
export const tryText = defineRead({
  name: 'moderation.tryText',
  permission: 'moderation:write',
  input: TryTextInput,
  output: TriedText,
  run: async ({ ctx, tx, input: { text } }) => {
    const form = normalised(text);
    const held = await tx
      .select({
        text: word.text,
        category: word.category,
        listId: wordList.id,
        listName: wordList.name,
        enabled: wordList.enabled,
      })
      .from(word)
      .innerJoin(wordList, eq(wordList.id, word.listId))
      .where(sql`position(${word.form} in ${form}) > 0`)
      .orderBy(sql`${wordList.enabled} desc, ${wordList.name}, ${word.form}`);
    const hits = held.filter((one) => isHit(one.text, text)).slice(0, MOST_HITS);
    const service = await judge(ctx.settings.STUDIO_MODERATION_URL, text);
    return {
      stopped: hits.some(({ enabled }) => enabled) || (service !== null && service.verdict !== 'passed'),
      hits: hits.map(({ enabled, ...hit }) => ({
        ...hit,
        state: enabled ? ('enabled' as const) : ('disabled' as const),
      })),
      service,
    };
  },
});

/** Whether it counts there: `ass` is none in `class`. */
function isHit(entry: string, text: string): boolean {
  const scanner = new Scanner(buildAutomaton([{ words: [entry] }]));
  scanner.feed(text);
  return scanner.end() !== -1;
}

async function judge(url: string | undefined, text: string) {
  if (!url) return null;
  try {
    const reason = await askService(url, [text]);
    return { verdict: reason === null ? ('passed' as const) : ('flagged' as const), reason };
  } catch (error) {
    return { verdict: 'failed' as const, reason: error instanceof Error ? error.message : String(error) };
  }
}
