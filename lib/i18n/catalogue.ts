import type { AbstractIntlMessages } from 'next-intl';
import type { Locale } from '#lib/contracts/values/locale.ts';
import { areasOf } from './areas-of.ts';

const read: { [L in Locale]: () => AbstractIntlMessages } = {
  zh: () => areasOf(require.context('../../messages/zh', false, /\.json$/)),
  en: () => areasOf(require.context('../../messages/en', false, /\.json$/)),
};
const cache: { [L in Locale]?: AbstractIntlMessages } = {};

/** Every `messages/<locale>/<area>.json` under its area's name, for the server. */
export function loadMessages(locale: Locale): AbstractIntlMessages {
  cache[locale] ??= read[locale]();
  return cache[locale];
}
