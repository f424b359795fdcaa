import { StudioError } from '#lib/platform/errors.ts';

/** K6: off only after a confirmation. */
export function requireModeration(moderation: boolean | undefined, confirmed: boolean | undefined): void {
  if (moderation !== false || confirmed === true) return;
  const message =
    'Without moderation neither questions nor answers are checked; confirm that it shall be off.';
  throw new StudioError('request.invalid', `confirmModerationOff: ${message}`, {
    fields: [{ field: 'confirmModerationOff', message }],
    because: { key: 'service.moderationOff' },
  });
}
