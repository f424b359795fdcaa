'use server';

import type { z } from 'zod';
import type { CreateWordListInput, UpdateWordListInput } from '#lib/contracts/moderation.ts';
import { createWordList } from '#lib/domain/moderation/create-word-list.ts';
import { deleteWordList } from '#lib/domain/moderation/delete-word-list.ts';
import { disableWordList } from '#lib/domain/moderation/disable-word-list.ts';
import { enableWordList } from '#lib/domain/moderation/enable-word-list.ts';
import { removeWords } from '#lib/domain/moderation/remove-words.ts';
import { tryText } from '#lib/domain/moderation/try-text.ts';
import { updateWordList } from '#lib/domain/moderation/update-word-list.ts';
import { runAction } from '#lib/http/action.ts';

export async function createWordListAction(input: z.input<typeof CreateWordListInput>) {
  return runAction(createWordList, input);
}

export async function updateWordListAction(input: z.input<typeof UpdateWordListInput>) {
  return runAction(updateWordList, input);
}

export async function deleteWordListAction(input: { id: string }) {
  return runAction(deleteWordList, { ...input, confirm: 'DELETE' });
}

export async function enableWordListAction(input: { id: string }) {
  return runAction(enableWordList, input);
}

export async function disableWordListAction(input: { id: string }) {
  return runAction(disableWordList, input);
}

export async function removeWordsAction(input: { id: string; words: string[] }) {
  return runAction(removeWords, input);
}

export async function tryTextAction(input: { text: string }) {
  return runAction(tryText, input);
}
