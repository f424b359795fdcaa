import { StudioError } from '#lib/platform/errors.ts';

/** A key that has expired before it is given out is a mistake. */
export function requireFuture(expiresAt: string | null | undefined): void {
  if (!expiresAt || Date.parse(expiresAt) > Date.now()) return;
  const message = 'is in the past';
  throw new StudioError('request.invalid', `expiresAt: ${message}`, {
    fields: [{ field: 'expiresAt', message }],
    because: { key: 'key.expiryPast' },
    advice: 'Choose a later time, or none.',
  });
}
