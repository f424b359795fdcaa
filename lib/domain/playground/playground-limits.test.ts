import { expect, test } from 'vitest';
import { readSettings } from '#lib/platform/settings.ts';
import { playgroundLimits } from './playground-limits.ts';

test('a person in the playground is limited by the settings; 0 lifts a limit', () => {
  expect(playgroundLimits(readSettings({}))).toEqual({ qps: null, rpm: 20, tpm: 40_000, ipm: null });
  const none = readSettings({ STUDIO_PLAYGROUND_RPM: '0', STUDIO_PLAYGROUND_TPM: '0' });
  expect(playgroundLimits(none)).toEqual({ qps: null, rpm: null, tpm: null, ipm: null });
});
