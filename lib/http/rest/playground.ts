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
    summary: {
      en: 'Services that can be talked to: own ones and presets',
      zh: '可以对话的服务：自己的和预置的',
    },
  }),
  restRoute({
    method: 'GET',
    path: at('conversations'),
    verb: listConversations,
    tag,
    summary: {
      en: 'Own conversations; search looks through titles and texts',
      zh: '自己的对话；search 搜索标题和内容',
    },
  }),
  restRoute({
    method: 'GET',
    path: at('conversations/{id}'),
    verb: getConversation,
    tag,
    summary: { en: 'One conversation with every branch', zh: '查看对话及其所有分支' },
  }),
  restRoute({
    method: 'PATCH',
    path: at('conversations/{id}'),
    verb: updateConversation,
    tag,
    summary: { en: 'Rename or pin a conversation', zh: '重命名或置顶对话' },
  }),
  restRoute({
    method: 'DELETE',
    path: at('conversations/{id}'),
    verb: deleteConversation,
    tag,
    summary: { en: 'Delete a conversation (confirm=DELETE)', zh: '删除对话（confirm=DELETE）' },
  }),
  restRoute({
    method: 'DELETE',
    path: at('conversations'),
    verb: deleteConversations,
    tag,
    summary: {
      en: 'Delete all own conversations, or all that are not pinned (confirm=DELETE)',
      zh: '删除自己的全部对话，或全部未置顶的（confirm=DELETE）',
    },
  }),
  restRoute({
    method: 'POST',
    path: at('conversations/{id}/save'),
    verb: saveConversation,
    tag,
    summary: {
      en: 'Save a branch as rows of a new dataset or of the next version of one',
      zh: '把一个分支保存为新数据集或下一个版本的样本',
    },
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: at('messages'),
    verb: ask,
    tag,
    summary: {
      en: 'Ask up to four services; each answer begins when its stream is opened',
      zh: '向最多四个服务提问；打开各自的流后开始回答',
    },
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: at('messages/{id}/answers'),
    verb: addAnswer,
    tag,
    summary: { en: 'Another answer to a question that was asked', zh: '对已有的问题再次回答' },
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: at('messages/{id}/stop'),
    verb: stopAnswer,
    tag,
    summary: { en: 'End an answer where it is; what has come is kept', zh: '停止回答，已有的内容保留' },
  }),
  restRoute({
    method: 'GET',
    path: at('system-prompts'),
    verb: listSystemPrompts,
    tag,
    summary: { en: 'Own system prompts', zh: '自己的系统提示词' },
  }),
  restRoute({
    method: 'POST',
    path: at('system-prompts'),
    verb: createSystemPrompt,
    tag,
    summary: { en: 'Put a system prompt into the library', zh: '把系统提示词存入提示词库' },
    status: 201,
  }),
  restRoute({
    method: 'PATCH',
    path: at('system-prompts/{id}'),
    verb: updateSystemPrompt,
    tag,
    summary: { en: 'Rename or rewrite a system prompt', zh: '修改系统提示词的名称或内容' },
  }),
  restRoute({
    method: 'DELETE',
    path: at('system-prompts/{id}'),
    verb: deleteSystemPrompt,
    tag,
    summary: { en: 'Take a system prompt out of the library', zh: '从提示词库删除系统提示词' },
  }),
];
