import type { PresetKind, PresetSourceInput } from '#lib/contracts/presets.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { kindOf } from '#lib/domain/serving/routes.ts';
import { fetchService } from '#lib/domain/serving/service-row.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { seal } from '#lib/platform/seal.ts';
import { type PresetRow, sealSecret } from './preset-row.ts';

type Columns = Pick<PresetRow, 'serviceId' | 'upstreamUrl' | 'upstreamModel' | 'sealedKey' | 'keyLastFour'>;

/** Checks where answers shall come from; `before`: what is offered now under this name. */
export async function resolveSource(
  { ctx, tx }: { ctx: Context; tx: Tx },
  source: PresetSourceInput,
  kind: PresetKind,
  before: PresetRow | null,
): Promise<Columns> {
  if (source.type === 'service') {
    const row = await fetchService({ ctx, tx }, source.serviceId);
    const served = kindOf(row.template);
    if (served !== kind && !(served === 'image-understanding' && kind === 'chat'))
      throw refused('source.serviceId', `${row.name} serves ${served}, this preset is for ${kind}.`, {
        key: 'preset.kind',
        values: { name: row.name, served, kind },
      });
    return {
      serviceId: row.id,
      upstreamUrl: null,
      upstreamModel: null,
      sealedKey: null,
      keyLastFour: null,
    };
  }
  refuseOwnGateway(ctx, source.url);
  const columns = { serviceId: null, upstreamUrl: source.url, upstreamModel: source.model };
  if (source.key)
    return {
      ...columns,
      sealedKey: seal(source.key, sealSecret(ctx), 'upstream'),
      keyLastFour: source.key.slice(-4),
    };
  if (source.key === null || !before?.sealedKey) return { ...columns, sealedKey: null, keyLastFour: null };
  if (before.upstreamUrl !== source.url)
    throw refused(
      'source.key',
      'A new address needs its key again: the one that is kept belongs to the old address.',
      { key: 'preset.keyAgain' },
    );
  return { ...columns, sealedKey: before.sealedKey, keyLastFour: before.keyLastFour };
}

/** It would call itself until nothing is left. */
export function refuseOwnGateway(ctx: Context, url: string): void {
  const asked = new URL(url);
  const { gatewayUrl, gatewayPublicUrl } = ctx.settings;
  const own = [gatewayUrl, gatewayPublicUrl].map((each) => new URL(each));
  if (own.some((each) => sameHost(each, asked)))
    throw refused('source.url', 'This is the address of this Studio itself: offer the service instead.', {
      key: 'preset.ownGateway',
    });
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const portOf = (url: URL) => url.port || (url.protocol === 'https:' ? '443' : '80');
const sameHost = (a: URL, b: URL): boolean =>
  portOf(a) === portOf(b) &&
  (a.hostname === b.hostname || (LOOPBACK.test(a.hostname) && LOOPBACK.test(b.hostname)));

function refused(
  field: string,
  message: string,
  because: NonNullable<ConstructorParameters<typeof StudioError>[2]>['because'],
): StudioError {
  return new StudioError('request.invalid', `${field}: ${message}`, {
    fields: [{ field, message }],
    ...(because ? { because } : {}),
  });
}
