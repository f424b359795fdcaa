import { z } from 'zod';
import { KeyLimits, RouteIds, RouteLink } from './api-keys.ts';
import { commaList, Instant, listOf, Page } from './common.ts';
import { ServiceGroupId } from './ids.ts';
import { GROUP_STATES, MAX_GROUP_DESCRIPTION } from './values/service-groups.ts';

export const GroupName = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1, 'give a name')
  .max(64)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u,
    'use letters, digits, spaces, dots, hyphens and underscores; begin with a letter or digit',
  );
const Description = z
  .string()
  .trim()
  .max(MAX_GROUP_DESCRIPTION, `A description has at most ${MAX_GROUP_DESCRIPTION} characters.`);

export const GroupState = z.enum(GROUP_STATES);

/** K2: services under one AppKey. */
export const ServiceGroup = z.object({
  id: ServiceGroupId,
  name: z.string(),
  description: z.string(),
  state: GroupState,
  /** Those it may call; a deleted one has no name. */
  routes: z.array(RouteLink),
  ...KeyLimits,
  /** Last four characters of the AppKey; POST …/app-key answers the whole. */
  lastFour: z.string(),
  /** null: it is still the first one. */
  keyResetAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ServiceGroup = z.infer<typeof ServiceGroup>;
export const ServiceGroupList = listOf(ServiceGroup);

const Limits = {
  rpm: KeyLimits.rpm.default(null),
  tpm: KeyLimits.tpm.default(null),
  ipm: KeyLimits.ipm.default(null),
};
export const CreateServiceGroupInput = z.strictObject({
  name: GroupName,
  description: Description.default(''),
  routes: RouteIds,
  ...Limits,
});
export type CreateServiceGroupInput = z.infer<typeof CreateServiceGroupInput>;
export const ServiceGroupRef = z.strictObject({ id: ServiceGroupId });
export const UpdateServiceGroupInput = z.strictObject({
  id: ServiceGroupId,
  name: GroupName.optional(),
  description: Description.optional(),
  routes: RouteIds.optional(),
  rpm: KeyLimits.rpm.optional(),
  tpm: KeyLimits.tpm.optional(),
  ipm: KeyLimits.ipm.optional(),
});
export const DeleteServiceGroupInput = z.strictObject({
  id: ServiceGroupId,
  confirm: z.literal('DELETE', { error: 'Type DELETE to confirm.' }),
});
export const ListServiceGroupsInput = Page.extend({
  /** Part of the name. */
  search: z.string().trim().max(100).optional(),
  state: commaList(GroupState).optional(),
});
/** The bearer secret that calls every service of the group. */
export const AppKey = z.object({ id: ServiceGroupId, appKey: z.string() });

/** What a key or group can be given: services of the account, and preset services. */
export const Callable = z.object({
  ...RouteLink.shape,
  name: z.string(),
  kind: z.enum(['service', 'preset']),
  /** What callers write into `model`. */
  callName: z.string(),
  modelName: z.string().nullable(),
});
export type Callable = z.infer<typeof Callable>;
export const CallableList = listOf(Callable);
export type CallableList = z.infer<typeof CallableList>;
