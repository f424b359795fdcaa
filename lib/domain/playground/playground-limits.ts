import { type Limits, NO_LIMITS } from '#lib/contracts/gateway.ts';
import type { Settings } from '#lib/platform/settings.ts';

/** What one person may ask in a minute, for the gateways' snapshot. */
export const playgroundLimits = (
  settings: Pick<Settings, 'STUDIO_PLAYGROUND_RPM' | 'STUDIO_PLAYGROUND_TPM'>,
): Limits => ({
  ...NO_LIMITS,
  rpm: settings.STUDIO_PLAYGROUND_RPM || null,
  tpm: settings.STUDIO_PLAYGROUND_TPM || null,
});
