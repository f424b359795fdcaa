import { addAnswer } from '#lib/domain/playground/add-answer.ts';
import { ask } from '#lib/domain/playground/ask.ts';
import { createSystemPrompt } from '#lib/domain/playground/create-system-prompt.ts';
import { deleteConversation } from '#lib/domain/playground/delete-conversation.ts';
import { deleteConversations } from '#lib/domain/playground/delete-conversations.ts';
import { deleteSystemPrompt } from '#lib/domain/playground/delete-system-prompt.ts';
import { getConversation } from '#lib/domain/playground/get-conversation.ts';
import { listCallableServices } from '#lib/domain/playground/list-callable-services.ts';
import { listConversations } from '#lib/domain/playground/list-conversations.ts';
import { listSystemPrompts } from '#lib/domain/playground/list-system-prompts.ts';
import { saveConversation } from '#lib/domain/playground/save-conversation.ts';
import { stopAnswer } from '#lib/domain/playground/stop-answer.ts';
import { updateConversation } from '#lib/domain/playground/update-conversation.ts';
import { updateSystemPrompt } from '#lib/domain/playground/update-system-prompt.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'playground';
const at = (path: string) => `/playground/${path}`;

export const playgroundRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: at('services'),
    verb: listCallableServices,
    tag,
    summary: 'Services that can be talked to: own ones and presets',
  }),
  restRoute({
    method: 'GET',
    path: at('conversations'),
    verb: listConversations,
    tag,
    summary: 'Own conversations; search looks through titles and texts',
  }),
  restRoute({
    method: 'GET',
    path: at('conversations/{id}'),
    verb: getConversation,
    tag,
    summary: 'One conversation with every branch',
  }),
  restRoute({
    method: 'PATCH',
    path: at('conversations/{id}'),
    verb: updateConversation,
    tag,
    summary: 'Rename or pin a conversation',
  }),
  restRoute({
    method: 'DELETE',
    path: at('conversations/{id}'),
    verb: deleteConversation,
    tag,
    summary: 'Delete a conversation (confirm=DELETE)',
  }),
  restRoute({
    method: 'DELETE',
    path: at('conversations'),
    verb: deleteConversations,
    tag,
    summary: 'Delete all own conversations, or all that are not pinned (confirm=DELETE)',
  }),
  restRoute({
    method: 'POST',
    path: at('conversations/{id}/save'),
    verb: saveConversation,
    tag,
    summary: 'Save a branch as rows of a new dataset or of the next version of one',
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: at('messages'),
    verb: ask,
    tag,
    summary: 'Ask up to four services; each answer begins when its stream is opened',
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: at('messages/{id}/answers'),
    verb: addAnswer,
    tag,
    summary: 'Another answer to a question that was asked',
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: at('messages/{id}/stop'),
    verb: stopAnswer,
    tag,
    summary: 'End an answer where it is; what has come is kept',
  }),
  restRoute({
    method: 'GET',
    path: at('system-prompts'),
    verb: listSystemPrompts,
    tag,
    summary: 'Own system prompts',
  }),
  restRoute({
    method: 'POST',
    path: at('system-prompts'),
    verb: createSystemPrompt,
    tag,
    summary: 'Put a system prompt into the library',
    status: 201,
  }),
  restRoute({
    method: 'PATCH',
    path: at('system-prompts/{id}'),
    verb: updateSystemPrompt,
    tag,
    summary: 'Rename or rewrite a system prompt',
  }),
  restRoute({
    method: 'DELETE',
    path: at('system-prompts/{id}'),
    verb: deleteSystemPrompt,
    tag,
    summary: 'Take a system prompt out of the library',
  }),
];
