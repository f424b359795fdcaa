import { z } from 'zod';
import { commaList, Instant, listOf, Page, SearchText } from './common.ts';
import { Limits, SnapshotRoute } from './gateway.ts';
import { PresetId, ServiceId } from './ids.ts';
import { CallName } from './services.ts';
import { UpstreamUrl } from './upstream-url.ts';
import { TRIAL_TOKENS } from './values/presets.ts';

export const PresetKind = SnapshotRoute.shape.kind;
export type PresetKind = z.infer<typeof PresetKind>;
/** Those that the gateway can call. */
export const OFFERED_KINDS = PresetKind.exclude(['text-to-image']);

/** Fen for a million tokens, whole: a hundred-thousandth of a yuan for a thousand. */
const Price = z.number().int().min(0).max(100_000_000);
const UpstreamModel = z.string().trim().min(1, 'say which model the upstream shall answer with').max(200);
const UpstreamKey = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, 'a key has no spaces and no characters beyond ASCII');

/** Over all callers; QPS of one instance. What is left out is not limited. */
const PresetLimits = z.strictObject({
  qps: z.number().positive().max(10_000).nullable().default(null),
  rpm: z.number().int().positive().max(10_000_000).nullable().default(null),
  tpm: z.number().int().positive().max(1_000_000_000).nullable().default(null),
  ipm: z.number().int().positive().max(10_000_000).nullable().default(null),
});
/** Free tokens of every user, then calls end with 600005; null: nobody is held to a trial. */
const TrialTokens = z.number().int().positive().max(1_000_000_000).nullable();
/** Tokens of prompt and answer together; null: as the service has it, unknown of an upstream. */
const MaxLength = z.number().int().min(16).max(1_048_576).nullable();

const FromService = z.strictObject({ type: z.literal('service'), serviceId: ServiceId });
export const PresetSourceInput = z.discriminatedUnion('type', [
  FromService,
  z.strictObject({
    type: z.literal('upstream'),
    url: UpstreamUrl,
    model: UpstreamModel,
    /** null: it wants none. Absent in a change: the one that is kept, as long as the address stays. */
    key: UpstreamKey.nullish(),
  }),
]);
export type PresetSourceInput = z.infer<typeof PresetSourceInput>;

export const OfferPresetInput = z
  .strictObject({
    /** Of the catalogue, which then tells name and kind. */
    catalogueId: z.string().min(1).max(64).optional(),
    name: CallName.optional(),
    kind: OFFERED_KINDS.optional(),
    source: PresetSourceInput,
    promptFenPerMillion: Price.default(0),
    completionFenPerMillion: Price.default(0),
    limits: PresetLimits.default({ qps: null, rpm: null, tpm: null, ipm: null }),
    trialTokens: TrialTokens.default(TRIAL_TOKENS),
    moderation: z.boolean().default(true),
    maxLength: MaxLength.default(null),
    /** Must be true where moderation is off. */
    confirmModerationOff: z.boolean().optional(),
  })
  .refine((value) => (value.catalogueId === undefined) !== (value.name === undefined), {
    path: ['name'],
    message: 'give either a catalogueId or a name of your own',
  })
  .refine((value) => (value.catalogueId === undefined) !== (value.kind === undefined), {
    path: ['kind'],
    message: 'give it with a name of your own, and only then',
  });
export type OfferPresetInput = z.infer<typeof OfferPresetInput>;

/** All of it may change while it is offered; its name and kind stay. */
export const UpdatePresetInput = z.strictObject({
  id: PresetId,
  source: PresetSourceInput.optional(),
  promptFenPerMillion: Price.optional(),
  completionFenPerMillion: Price.optional(),
  limits: PresetLimits.optional(),
  trialTokens: TrialTokens.optional(),
  moderation: z.boolean().optional(),
  maxLength: MaxLength.optional(),
  confirmModerationOff: z.boolean().optional(),
});
export type UpdatePresetInput = z.infer<typeof UpdatePresetInput>;
export const PresetRef = z.strictObject({ id: PresetId });

/**
 * Why it cannot be called: of its service; `key`: the upstream's is unreadable; `unoffered`: nothing serves it yet;
 * `unsupported`: the gateway has no call for it.
 */
export const PRESET_REASONS = ['unoffered', 'unsupported', 'stopped', 'offline', 'abnormal', 'key'] as const;
/** Where its answers come from; for those who may offer alone. */
export const PresetSource = z.discriminatedUnion('type', [
  FromService.extend({ serviceName: z.string() }),
  z.object({
    type: z.literal('upstream'),
    url: z.string(),
    model: z.string(),
    /** Last four characters; null: it has none. */
    keyLastFour: z.string().nullable(),
  }),
]);
export type PresetSource = z.infer<typeof PresetSource>;

/** One that is offered, or one of the catalogue that nothing serves yet. */
export const PresetService = z.object({
  /** null: not offered. */
  id: PresetId.nullable(),
  catalogueId: z.string().nullable(),
  /** What callers write into `model`; the catalogue id does as well. */
  name: z.string(),
  kind: PresetKind,
  state: z.enum([...SnapshotRoute.shape.state.options, 'unoffered']),
  reason: z.enum(PRESET_REASONS).nullable(),
  /** null while it is not offered, as all of the following. */
  terms: z
    .object({
      promptFenPerMillion: z.number().int(),
      completionFenPerMillion: z.number().int(),
      limits: Limits,
      trialTokens: z.number().int().nullable(),
      moderation: z.boolean(),
      maxLength: z.number().int().nullable(),
    })
    .nullable(),
  /** Tokens of its trial that this user has spent, by the calls that have arrived. */
  trialUsed: z.number().int(),
  source: PresetSource.nullable(),
  offeredByName: z.string().nullable(),
  createdAt: Instant.nullable(),
  updatedAt: Instant.nullable(),
});
export type PresetService = z.infer<typeof PresetService>;
export const PresetServiceList = listOf(PresetService);
export const PresetDetail = PresetService.extend({
  id: PresetId,
  /** Address callers use, without /v1. */
  gatewayUrl: z.string(),
});
export type PresetDetail = z.infer<typeof PresetDetail>;

export const ListPresetsInput = Page.extend({
  search: SearchText,
  kind: commaList(PresetKind).optional(),
  /** Whether something serves it. */
  state: commaList(z.enum(['offered', 'unoffered'])).optional(),
});

/** A real call of one token. `id`: with the key that is kept, where the address is still the same. */
export const CheckUpstreamInput = z.strictObject({
  id: PresetId.optional(),
  url: UpstreamUrl,
  model: UpstreamModel,
  key: UpstreamKey.nullish(),
  kind: OFFERED_KINDS.default('chat'),
});
export type CheckUpstreamInput = z.infer<typeof CheckUpstreamInput>;
/** `refused`: it answered with an error; `strange`: with something that is no answer of this protocol. */
export const CHECK_OUTCOMES = ['ok', 'refused', 'strange', 'timeout', 'unreachable'] as const;
export const UpstreamCheck = z.object({
  outcome: z.enum(CHECK_OUTCOMES),
  /** HTTP status; null: no answer came. */
  status: z.number().int().nullable(),
  /** What the upstream said, or why it could not be reached. */
  detail: z.string().nullable(),
  durationMs: z.number().nonnegative(),
});
export type UpstreamCheck = z.infer<typeof UpstreamCheck>;
