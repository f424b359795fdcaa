import { checkUpstream } from '#lib/domain/presets/check-upstream.ts';
import { getPreset } from '#lib/domain/presets/get-preset.ts';
import { listPresets } from '#lib/domain/presets/list-presets.ts';
import { offerPreset } from '#lib/domain/presets/offer-preset.ts';
import { updatePreset } from '#lib/domain/presets/update-preset.ts';
import { withdrawPreset } from '#lib/domain/presets/withdraw-preset.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'preset-services';
const at = (path = '') => `/preset-services${path}`;

export const presetRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: at(),
    verb: listPresets,
    tag,
    summary: {
      en: 'Preset services with price, limits and own trial; those of the catalogue that nothing serves yet come last',
      zh: '预置服务及其价格、限流和自己的试用额度；目录中尚未提供的排在最后',
    },
  }),
  restRoute({
    method: 'POST',
    path: at(),
    verb: offerPreset,
    tag,
    summary: {
      en: 'Offer a service, or an OpenAI-compatible upstream, to everyone',
      zh: '把一个服务或一个兼容 OpenAI 的上游提供给所有人',
    },
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: at('/check'),
    verb: checkUpstream,
    tag,
    summary: {
      en: 'Really call an upstream, for one token',
      zh: '真实调用一次上游，只要一个 token',
    },
  }),
  restRoute({
    method: 'GET',
    path: at('/{id}'),
    verb: getPreset,
    tag,
    summary: { en: 'A preset service and how to call it', zh: '查看预置服务及调用方式' },
  }),
  restRoute({
    method: 'PATCH',
    path: at('/{id}'),
    verb: updatePreset,
    tag,
    summary: {
      en: 'Change price, limits, trial or source; gateways follow within a second',
      zh: '修改价格、限流、试用额度或来源，网关一秒内生效',
    },
  }),
  restRoute({
    method: 'POST',
    path: at('/{id}/withdraw'),
    verb: withdrawPreset,
    tag,
    summary: {
      en: 'End the offer: calls find no such model within a second; spent trials stay counted',
      zh: '撤下预置服务，一秒内无法再调用；已用的试用额度保留',
    },
  }),
];
