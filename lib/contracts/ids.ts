import { z } from 'zod';
import { ID_PREFIXES } from './values/ids.ts';

export type IdKind = keyof typeof ID_PREFIXES;

export const idOf = (kind: IdKind) =>
  z
    .string()
    .regex(
      new RegExp(`^${ID_PREFIXES[kind]}_[0-9a-hjkmnp-tv-z]{26}$`),
      `expected an id such as ${ID_PREFIXES[kind]}_…`,
    );

export const AccountId = idOf('account');
export const UserId = idOf('user');
export const UploadId = idOf('upload');
export const DatasetId = idOf('dataset');
export const DatasetVersionId = idOf('datasetVersion');
export const ModelId = idOf('model');
export const ModelVersionId = idOf('modelVersion');
export const JobId = idOf('job');
export const PoolId = idOf('pool');
export const ClusterId = idOf('cluster');
export const AccessTokenId = idOf('accessToken');
export const SessionId = idOf('session');
export const EvaluationId = idOf('evaluation');
export const EvaluationRunId = idOf('evaluationRun');
export const ServiceId = idOf('service');
export const ServiceInstanceId = idOf('serviceInstance');
export const PresetId = idOf('preset');
export const ApiKeyId = idOf('apiKey');
export const ServiceGroupId = idOf('serviceGroup');
export const CallId = idOf('call');
export const ConversationId = idOf('conversation');
export const MessageId = idOf('message');
export const PromptId = idOf('prompt');
export const WordListId = idOf('wordList');
