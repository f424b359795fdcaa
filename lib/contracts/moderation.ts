import { z } from 'zod';
import { commaList, Instant, listOf, Page, SearchText } from './common.ts';
import { WordListId } from './ids.ts';
import { MAX_IMPORT_BYTES, MAX_TRY_LENGTH, WORD_LIST_STATES } from './values/moderation.ts';

/** Of all lists together: what the gateway was measured with. */
export const MAX_WORDS = 100_000;
export const MAX_WORD_LISTS = 50;
/** Units of the normal form. */
export const MAX_WORD_LENGTH = 100;
export const MAX_CATEGORY_LENGTH = 50;
/** Bad lines that an answer names; it counts all. */
export const BAD_LINES_NAMED = 100;

export const WordListState = z.enum(WORD_LIST_STATES);

const Name = z.string().trim().normalize('NFC').min(1, 'give a name').max(64);
const Description = z.string().trim().max(256);

/** K6: words that neither a question nor an answer may hold, for every service that has moderation on. */
export const WordList = z.object({
  id: WordListId,
  name: z.string(),
  description: z.string(),
  state: WordListState,
  words: z.number().int(),
  createdByName: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type WordList = z.infer<typeof WordList>;
export const WordListPage = listOf(WordList);

export const CreateWordListInput = z.strictObject({
  name: Name,
  description: Description.default(''),
  state: WordListState.default('enabled'),
});
export const WordListRef = z.strictObject({ id: WordListId });
export const UpdateWordListInput = z.strictObject({
  id: WordListId,
  name: Name.optional(),
  description: Description.optional(),
});
export const DeleteWordListInput = z.strictObject({
  id: WordListId,
  confirm: z.literal('DELETE', { error: 'Type DELETE to confirm.' }),
});
export const ListWordListsInput = Page.extend({
  search: SearchText,
  state: commaList(WordListState).optional(),
});

export const Word = z.object({ text: z.string(), category: z.string() });
export type Word = z.infer<typeof Word>;
export const WordPage = listOf(Word);
export type WordPage = z.infer<typeof WordPage>;
export const ListWordsInput = Page.extend({
  id: WordListId,
  search: SearchText,
  category: z.string().trim().max(MAX_CATEGORY_LENGTH).optional(),
});
export const RemoveWordsInput = z.strictObject({
  id: WordListId,
  words: z.array(z.string().min(1).max(400)).min(1, 'name at least one word').max(1000),
});
export const RemovedWords = z.object({ list: WordList, removed: z.number().int() });

/** Why a line of an import is no word. */
export const BAD_LINE_REASONS = [
  'invisible',
  'tooLong',
  'categoryTooLong',
  'columns',
  'quote',
  'control',
] as const;
export const BadLine = z.object({
  /** From 1. */
  line: z.number().int(),
  reason: z.enum(BAD_LINE_REASONS),
  text: z.string(),
});
export type BadLine = z.infer<typeof BadLine>;

/** `replace`: what the text does not hold goes. */
export const IMPORT_MODES = ['add', 'replace'] as const;
export const ImportWordsInput = z.strictObject({
  id: WordListId,
  /** A word a line, with a category after a tab or comma. */
  text: z.string().max(MAX_IMPORT_BYTES),
  mode: z.enum(IMPORT_MODES).default('add'),
  /** Takes the good lines; otherwise one bad line refuses all. */
  skipBad: z.boolean().default(false),
});
export type ImportWordsInput = z.input<typeof ImportWordsInput>;
export const ImportedWords = z.object({
  list: WordList,
  added: z.number().int(),
  /** Held before, with another category or spelling. */
  changed: z.number().int(),
  /** Held before just so, or twice in the text. */
  same: z.number().int(),
  removed: z.number().int(),
  bad: z.object({ total: z.number().int(), first: z.array(BadLine) }),
});
export type ImportedWords = z.infer<typeof ImportedWords>;

export const TryTextInput = z.strictObject({
  text: z.string().min(1, 'give a text').max(MAX_TRY_LENGTH),
});
export const TriedText = z.object({
  /** A call with this text would be refused. */
  stopped: z.boolean(),
  hits: z.array(
    z.object({
      ...Word.shape,
      listId: WordListId,
      listName: z.string(),
      /** Words of a disabled list stop nothing. */
      state: WordListState,
    }),
  ),
  /** What the HTTP moderation service says; null: none is set. `failed`: calls get 600001. */
  service: z
    .object({ verdict: z.enum(['passed', 'flagged', 'failed']), reason: z.string().nullable() })
    .nullable(),
});
export type TriedText = z.infer<typeof TriedText>;
