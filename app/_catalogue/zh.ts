import { areasOf } from '#lib/i18n/areas-of.ts';

export const messages = areasOf(require.context('../../messages/zh', false, /\.json$/));

/** Rendered, so that the page names this file among those to fetch ahead. */
export default function Catalogue() {
  return null;
}
