import { z } from 'zod';
import { commaList, Instant, listOf, Page } from './common.ts';
import { ApiKeyId, PresetId, ServiceId, UserId } from './ids.ts';
import { API_KEY_STATES } from './values/api-keys.ts';

const MAX_SCOPE = 200;

/** What can be called: a service of the account, or a preset service. */
export const RouteId = z.union([ServiceId, PresetId], { error: 'expected an id such as svc_… or pre_…' });
export const RouteIds = z
  .array(RouteId)
  .min(1, 'choose at least one service')
  .max(MAX_SCOPE)
  .transform((ids) => [...new Set(ids)]);

/** A minute, of one key; null: no limit beyond those of the services. */
export const KeyLimits = {
  rpm: z.number().int().positive().max(10_000_000).nullable(),
  tpm: z.number().int().positive().max(1_000_000_000).nullable(),
  ipm: z.number().int().positive().max(10_000_000).nullable(),
};
const Description = z.string().trim().max(200);
/** null: everything that the account may call. */
const Scope = RouteIds.nullable();
const Expiry = Instant.nullable();

export const ApiKeyState = z.enum(API_KEY_STATES);
export type ApiKeyState = z.infer<typeof ApiKeyState>;

/** A service that a key or group may call; `name` null: it no longer exists. */
export const RouteLink = z.object({ id: RouteId, name: z.string().nullable() });
export type RouteLink = z.infer<typeof RouteLink>;

export const ApiKey = z.object({
  id: ApiKeyId,
  description: z.string(),
  /** Last four characters of the secret. */
  lastFour: z.string(),
  state: ApiKeyState,
  /** Who banned it said why. */
  banReason: z.string().nullable(),
  bannedByName: z.string().nullable(),
  scope: z.array(RouteLink).nullable(),
  ...KeyLimits,
  expiresAt: Instant.nullable(),
  /** From the calls that have arrived, so some seconds late; calls within one batch count as one. */
  lastUsedAt: Instant.nullable(),
  userId: UserId,
  userName: z.string(),
  createdAt: Instant,
});
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyList = listOf(ApiKey);
export type ApiKeyList = z.infer<typeof ApiKeyList>;

export const CreateApiKeyInput = z.strictObject({
  description: Description.default(''),
  scope: Scope.default(null),
  expiresAt: Expiry.default(null),
  rpm: KeyLimits.rpm.default(null),
  tpm: KeyLimits.tpm.default(null),
  ipm: KeyLimits.ipm.default(null),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;
/** The secret is shown this once; only its SHA-256 is kept. */
export const NewApiKey = z.object({ key: ApiKey, secret: z.string() });
export type NewApiKey = z.infer<typeof NewApiKey>;

export const ApiKeyRef = z.strictObject({ id: ApiKeyId });
export const UpdateApiKeyInput = z.strictObject({
  id: ApiKeyId,
  description: Description.optional(),
  scope: Scope.optional(),
  expiresAt: Expiry.optional(),
  rpm: KeyLimits.rpm.optional(),
  tpm: KeyLimits.tpm.optional(),
  ipm: KeyLimits.ipm.optional(),
});
export const BanApiKeyInput = z.strictObject({
  id: ApiKeyId,
  reason: z.string().trim().min(1, 'say why').max(200),
});
export const DeleteApiKeyInput = z.strictObject({
  id: ApiKeyId,
  confirm: z.literal('DELETE', { error: 'Type DELETE to confirm.' }),
});
export const ListApiKeysInput = Page.extend({
  /** `all`: of every user of the account; administrators only. */
  owner: z.enum(['mine', 'all']).default('mine'),
  userId: UserId.optional(),
  state: commaList(ApiKeyState).optional(),
  /** Part of the description, of the owner's name or the last four characters. */
  search: z.string().trim().max(100).optional(),
});
