import type { RestTag, Summary } from '#lib/http/rest/rest-route.ts';
import type { Json } from './json-schema.ts';

export type RawRoute = {
  method: 'GET' | 'PUT' | 'POST' | 'HEAD' | 'DELETE';
  /** Below /api/v1. */
  path: string;
  operationId: string;
  tag: RestTag;
  summary: Summary;
  parameters?: Json[];
  /** Media type of what is sent. */
  takes?: string;
  status: number;
  /** Media type of what is answered. */
  answers: string;
  open?: boolean;
};

const id: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** Calls whose body is not JSON: each is a route file of its own, so each is described by hand. */
export const RAW_ROUTES: readonly RawRoute[] = [
  {
    method: 'GET',
    path: '/stream',
    operationId: 'followChanges',
    tag: 'live',
    summary: {
      en: 'Server-sent events: `change` {kind, id} for every change in the account, `resync` when some may have been missed, `at` (milliseconds): everything up to then was told; `since` takes the last `at`',
      zh: '服务器推送事件：租户内每次变化发送 `change` {kind, id}；可能有遗漏时发送 `resync`；`at`（毫秒）表示在此之前的变化都已发送；`since` 填上一次的 `at`',
    },
    parameters: [{ name: 'since', in: 'query', required: false, schema: { type: 'integer' } }],
    status: 200,
    answers: 'text/event-stream',
  },
  {
    method: 'POST',
    path: '/playground/messages/{id}/stream',
    operationId: 'streamAnswer',
    tag: 'playground',
    summary: {
      en: 'Begins a pending answer: the OpenAI stream of its service, then `event: message` with the answer as it was kept',
      zh: '开始一个待回答的消息：先是服务的 OpenAI 流，最后是 `event: message` 和保存下来的回答',
    },
    parameters: [id],
    status: 200,
    answers: 'text/event-stream',
  },
  {
    method: 'GET',
    path: '/buckets/{bucket}/content',
    operationId: 'downloadObject',
    tag: 'storage',
    summary: {
      en: 'The bytes of a file; `Range` asks for a part (206)',
      zh: '文件内容；用 `Range` 取其中一段（206）',
    },
    parameters: [
      { name: 'bucket', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'path', in: 'query', required: true, schema: { type: 'string' } },
      { name: 'Range', in: 'header', required: false, schema: { type: 'string' } },
    ],
    status: 200,
    answers: 'application/octet-stream',
  },
  {
    method: 'PUT',
    path: '/uploads/{id}/parts/{number}',
    operationId: 'putUploadPart',
    tag: 'storage',
    summary: {
      en: 'One part of an upload as raw bytes; the same number again replaces it',
      zh: '上传一个分片的原始字节；同一序号再次上传会覆盖',
    },
    parameters: [
      id,
      {
        name: 'number',
        in: 'path',
        required: true,
        schema: { type: 'integer', minimum: 1, maximum: 10_000 },
      },
      {
        name: 'x-content-sha256',
        in: 'header',
        required: false,
        description: 'Hex; another digest is refused',
        schema: { type: 'string' },
      },
    ],
    takes: 'application/octet-stream',
    status: 200,
    answers: 'application/json',
  },
  {
    method: 'GET',
    path: '/jobs/{id}/logs/download',
    operationId: 'downloadJobLog',
    tag: 'jobs',
    summary: { en: 'The whole log of a job as text', zh: '任务的完整日志文本' },
    parameters: [id],
    status: 200,
    answers: 'text/plain',
  },
  {
    method: 'GET',
    path: '/jobs/{id}/tensorboard',
    operationId: 'downloadJobEvents',
    tag: 'jobs',
    summary: {
      en: 'The curves of a job as a TensorBoard event file',
      zh: '任务的曲线，TensorBoard 事件文件',
    },
    parameters: [id],
    status: 200,
    answers: 'application/octet-stream',
  },
  {
    method: 'GET',
    path: '/calls/export',
    operationId: 'exportCalls',
    tag: 'calls',
    summary: {
      en: 'Single calls under the filters of GET /calls as CSV',
      zh: '按 GET /calls 的筛选条件导出调用记录 CSV',
    },
    parameters: ['from', 'to', 'routeId', 'modelId', 'callerId', 'failed', 'errorCode'].map((name) => ({
      name,
      in: 'query',
      required: false,
      schema: { type: 'string' },
    })),
    status: 200,
    answers: 'text/csv',
  },
  {
    method: 'POST',
    path: '/word-lists/{id}/import',
    operationId: 'importWords',
    tag: 'moderation',
    summary: {
      en: 'Words into a list, one a line with a category after a tab or comma; all or nothing, `skipBad=true` leaves bad lines out, `mode=replace` removes what the text does not hold',
      zh: '把词导入词库：每行一个，制表符或逗号后可写分类；要么全部成功要么全不写入，`skipBad=true` 跳过无效行，`mode=replace` 删除文本里没有的词',
    },
    parameters: [
      id,
      {
        name: 'mode',
        in: 'query',
        required: false,
        schema: { type: 'string', enum: ['add', 'replace'], default: 'add' },
      },
      ...['skipBad', 'dryRun'].map((name) => ({
        name,
        in: 'query',
        required: false,
        schema: { type: 'boolean', default: false },
      })),
    ],
    takes: 'text/plain',
    status: 200,
    answers: 'application/json',
  },
  {
    method: 'GET',
    path: '/word-lists/{id}/export',
    operationId: 'exportWords',
    tag: 'moderation',
    summary: { en: 'The words of a list as text, as an import takes them', zh: '导出词库文本，可再次导入' },
    parameters: [id],
    status: 200,
    answers: 'text/plain',
  },
  {
    method: 'GET',
    path: '/evaluations/{id}/export',
    operationId: 'exportEvaluation',
    tag: 'evaluations',
    summary: {
      en: 'Answers under the filters of GET /evaluations/{id}/answers as CSV or jsonl',
      zh: '按 GET /evaluations/{id}/answers 的筛选条件导出回答（CSV 或 jsonl）',
    },
    parameters: [
      id,
      ...['format', 'wrong', 'disagreement', 'category', 'search'].map((name) => ({
        name,
        in: 'query',
        required: false,
        schema: { type: 'string' },
      })),
    ],
    status: 200,
    answers: 'text/csv',
  },
  {
    method: 'GET',
    path: '/openapi.json',
    operationId: 'getOpenApiDocument',
    tag: 'reference',
    summary: { en: 'This document', zh: '本接口文档' },
    status: 200,
    answers: 'application/json',
    open: true,
  },
];
