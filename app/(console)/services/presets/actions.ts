'use server';

import type { z } from 'zod';
import type { CheckUpstreamInput, OfferPresetInput, UpdatePresetInput } from '#lib/contracts/presets.ts';
import { checkUpstream } from '#lib/domain/presets/check-upstream.ts';
import { offerPreset } from '#lib/domain/presets/offer-preset.ts';
import { updatePreset } from '#lib/domain/presets/update-preset.ts';
import { withdrawPreset } from '#lib/domain/presets/withdraw-preset.ts';
import { runAction } from '#lib/http/action.ts';

export async function offerPresetAction(input: z.input<typeof OfferPresetInput>) {
  return runAction(offerPreset, input);
}

export async function updatePresetAction(input: z.input<typeof UpdatePresetInput>) {
  return runAction(updatePreset, input);
}

export async function withdrawPresetAction(input: { id: string }) {
  return runAction(withdrawPreset, input);
}

export async function checkUpstreamAction(input: z.input<typeof CheckUpstreamInput>) {
  return runAction(checkUpstream, input);
}
