import { eq } from 'drizzle-orm';
import { OverruleGateInput, VersionDetail } from '#lib/contracts/models.ts';
import { modelVersion } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { detailVersion } from './get-version.ts';
import { fetchModel, fetchVersion } from './model-row.ts';

/** Lets a version be deployed that did not pass its quality gate; the reason stays with it. */
export const overruleGate = defineWrite({
  name: 'model.overrule_gate',
  permission: 'model:overrule',
  input: OverruleGateInput,
  output: VersionDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchModel({ ctx, tx }, input.modelId, true);
    const { id, gate, number } = await fetchVersion({ ctx, tx }, row.id, input.number);
    const label = versionName(row.name, number);
    const values = { name: label };
    if (!gate)
      throw new StudioError('state.wrong', `${label} has no quality gate.`, {
        because: { key: 'gate.none', values },
        advice: 'It can be deployed as it is.',
      });
    if (gate.verdict === 'passed')
      throw new StudioError('state.wrong', `${label} passed its quality gate.`, {
        because: { key: 'gate.passed', values },
        advice: 'It can be deployed as it is.',
      });
    if (gate.overruled)
      throw new StudioError('state.wrong', `${gate.overruled.name} let ${label} through already.`, {
        because: { key: 'gate.overruled', values: { ...values, person: gate.overruled.name } },
        advice: 'Reload: it can be deployed.',
      });
    const overruled = {
      userId: ctx.user.id,
      name: ctx.user.name,
      reason: input.reason,
      at: new Date().toISOString(),
    };
    await tx
      .update(modelVersion)
      .set({ gate: { ...gate, overruled } })
      .where(eq(modelVersion.id, id));
    await audit({
      target: { kind: 'model-version', id, name: label },
      before: { verdict: gate.verdict, overruled: null },
      after: { verdict: gate.verdict, overruled },
    });
    await notify('model', row.id);
    return detailVersion({ ctx, tx }, row.id, number);
  },
});
