import { createWordList } from '#lib/domain/moderation/create-word-list.ts';
import { deleteWordList } from '#lib/domain/moderation/delete-word-list.ts';
import { disableWordList } from '#lib/domain/moderation/disable-word-list.ts';
import { enableWordList } from '#lib/domain/moderation/enable-word-list.ts';
import { getWordList } from '#lib/domain/moderation/get-word-list.ts';
import { listWordLists } from '#lib/domain/moderation/list-word-lists.ts';
import { listWords } from '#lib/domain/moderation/list-words.ts';
import { removeWords } from '#lib/domain/moderation/remove-words.ts';
import { tryText } from '#lib/domain/moderation/try-text.ts';
import { updateWordList } from '#lib/domain/moderation/update-word-list.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'moderation';

export const moderationRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/word-lists',
    verb: listWordLists,
    tag,
    summary: { en: 'Word lists of content moderation', zh: '内容审核的词库' },
  }),
  restRoute({
    method: 'POST',
    path: '/word-lists',
    verb: createWordList,
    tag,
    summary: { en: 'A new word list without words', zh: '新建空词库' },
    status: 201,
  }),
  restRoute({
    method: 'GET',
    path: '/word-lists/{id}',
    verb: getWordList,
    tag,
    summary: { en: 'A word list', zh: '查看词库' },
  }),
  restRoute({
    method: 'PATCH',
    path: '/word-lists/{id}',
    verb: updateWordList,
    tag,
    summary: { en: 'Change name or description', zh: '修改名称或描述' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/word-lists/{id}',
    verb: deleteWordList,
    tag,
    summary: {
      en: 'Delete a list with its words (confirm=DELETE)',
      zh: '删除词库及其中的词（confirm=DELETE）',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/word-lists/{id}/enable',
    verb: enableWordList,
    tag,
    summary: { en: 'Let a list stop calls, within a second', zh: '启用词库，约一秒内生效' },
  }),
  restRoute({
    method: 'POST',
    path: '/word-lists/{id}/disable',
    verb: disableWordList,
    tag,
    summary: { en: 'Stop nothing by this list, within a second', zh: '停用词库，约一秒内生效' },
  }),
  restRoute({
    method: 'GET',
    path: '/word-lists/{id}/words',
    verb: listWords,
    tag,
    summary: { en: 'Words of a list', zh: '词库中的词' },
  }),
  restRoute({
    method: 'POST',
    path: '/word-lists/{id}/words/remove',
    verb: removeWords,
    tag,
    summary: { en: 'Take words out of a list', zh: '从词库移除词' },
  }),
  restRoute({
    method: 'POST',
    path: '/moderation/try',
    verb: tryText,
    tag,
    summary: { en: 'What moderation would say of a text', zh: '试审一段文本' },
  }),
];
