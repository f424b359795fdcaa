import { CheckUpstreamInput, UpstreamCheck } from '#lib/contracts/presets.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { fetchPreset, requireOfferer } from './preset-row.ts';
import { refuseOwnGateway } from './resolve-source.ts';
import { tryUpstream } from './try-upstream.ts';
import { openUpstreamKey } from './upstream-key.ts';

/** Really calls an upstream, for one token. A key that is kept goes only to the address that it was given for. */
export const checkUpstream = defineRead({
  name: 'preset.checkUpstream',
  permission: 'preset:write',
  input: CheckUpstreamInput,
  output: UpstreamCheck,
  run: async ({ ctx, tx, input }) => {
    await requireOfferer({ ctx, tx });
    refuseOwnGateway(ctx, input.url);
    const kept = input.id && input.key === undefined ? await fetchPreset(tx, input.id) : null;
    const key =
      kept?.upstreamUrl === input.url
        ? (openUpstreamKey(kept, ctx.settings.STUDIO_SECRET)?.key ?? null)
        : (input.key ?? null);
    return tryUpstream({ ...input, key });
  },
});
