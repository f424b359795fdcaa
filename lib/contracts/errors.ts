import { z } from 'zod';

/** One table: error code → HTTP status. The OpenAPI document's errors are written from it. */
export const ERROR_CODES = {
  'request.invalid': 400,
  'auth.required': 401,
  'auth.bad_credentials': 401,
  'auth.disabled': 403,
  'auth.password_change_required': 403,
  'permission.missing': 403,
  'request.bad_origin': 403,
  not_found: 404,
  'method.not_allowed': 405,
  conflict: 409,
  'name.taken': 409,
  'state.wrong': 409,
  'idempotency.mismatch': 409,
  in_use: 409,
  'limit.reached': 409,
  'body.too_large': 413,
  'range.unsatisfiable': 416,
  'content.invalid': 422,
  'rate.limited': 429,
  internal: 500,
  'upstream.unavailable': 503,
  'disk.full': 507,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** Refusals that say more than their code, by what pages call them (`errors.reason`); REST has the key beside the sentence. */
export const REASONS = [
  'job.ended',
  'job.changed',
  'job.notResumable',
  'job.notEnded',
  'job.outputInUse',
  'pool.gone',
  'dataset.notPublished',
  'dataset.notReady',
  'dataset.published',
  'dataset.noSamples',
  'dataset.usedByJobs',
  'dataset.formatUnknown',
  'file.missing',
  'file.tooLarge',
  'file.inUse',
  'file.isFolder',
  'file.parentIsFile',
  'file.studioFolder',
  'disk.full',
  'disk.databaseFull',
  'upload.partsMissing',
  'upload.changed',
  'bucket.own',
  'bucket.uploading',
  'bucket.notEmpty',
  'bucket.limit',
  'model.hasTasks',
  'model.onlyVersion',
  'model.versionLimit',
  'model.versionBusy',
  'model.ownWeightsOnly',
  'model.weightsNotHere',
  'model.weightsPreparing',
  'model.fromCompressionOnly',
  'model.nameTaken',
  'model.namePromised',
  'weights.empty',
  'weights.config',
  'weights.none',
  'password.wrong',
  'password.same',
  'password.holdsName',
  'password.own',
  'token.limit',
  'user.lastAdministrator',
  'job.instance',
  'service.nameTaken',
  'service.notStopped',
  'service.stopped',
  'service.rolling',
  'service.notRollable',
  'service.rollingBack',
  'service.nothingChanges',
  'service.noEarlier',
  'service.sameRevision',
  'service.online',
  'service.offline',
  'service.inUse',
  'service.moderationOff',
  'service.instancesOrder',
  'moderation.tooManyWords',
  'moderation.tooManyLists',
  'moderation.noWords',
  'moderation.badLines',
  'moderation.notText',
] as const;
export type Reason = {
  key: (typeof REASONS)[number];
  values?: Readonly<Record<string, string | number>>;
};

export const FieldError = z.object({
  /** Dotted path of the input, such as `hyperparameters.learningRate`. */
  field: z.string(),
  message: z.string(),
});
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** The same for programs and other languages: what stood in the way, and the names and figures in the sentence. */
    reason: z
      .object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) })
      .optional(),
    /** What to do next, when there is something. */
    advice: z.string().optional(),
    fields: z.array(FieldError).optional(),
    /** Seconds to wait before trying again; also the Retry-After header. */
    retryAfterSeconds: z.number().optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
