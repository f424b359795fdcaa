'use server';

import type { SaveConversationInput } from '#lib/contracts/playground.ts';
import { createSystemPrompt } from '#lib/domain/playground/create-system-prompt.ts';
import { deleteConversation } from '#lib/domain/playground/delete-conversation.ts';
import { deleteConversations } from '#lib/domain/playground/delete-conversations.ts';
import { deleteSystemPrompt } from '#lib/domain/playground/delete-system-prompt.ts';
import { saveConversation } from '#lib/domain/playground/save-conversation.ts';
import { updateConversation } from '#lib/domain/playground/update-conversation.ts';
import { updateSystemPrompt } from '#lib/domain/playground/update-system-prompt.ts';
import { runAction } from '#lib/http/action.ts';

export async function updateConversationAction(input: { id: string; title?: string; pinned?: boolean }) {
  return runAction(updateConversation, input);
}

export async function deleteConversationAction(input: { id: string }) {
  return runAction(deleteConversation, { ...input, confirm: 'DELETE' });
}

export async function deleteConversationsAction(input: { keepPinned: boolean }) {
  return runAction(deleteConversations, { ...input, confirm: 'DELETE' });
}

export async function saveConversationAction(input: SaveConversationInput) {
  return runAction(saveConversation, input);
}

export async function createSystemPromptAction(input: { name: string; text: string }) {
  return runAction(createSystemPrompt, input);
}

export async function updateSystemPromptAction(input: { id: string; name?: string; text?: string }) {
  return runAction(updateSystemPrompt, input);
}

export async function deleteSystemPromptAction(input: { id: string }) {
  return runAction(deleteSystemPrompt, input);
}
