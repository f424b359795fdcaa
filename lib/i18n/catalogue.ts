import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AbstractIntlMessages } from 'next-intl';
import type { Locale } from '#lib/contracts/locale.ts';

const cache = new Map<Locale, AbstractIntlMessages>();

/** Every `messages/<locale>/<area>.json` under its area's name; the file list is the list of areas. */
export function loadMessages(locale: Locale): AbstractIntlMessages {
  const known = cache.get(locale);
  if (known && process.env.NODE_ENV === 'production') return known;
  const folder = join(/* turbopackIgnore: true */ process.cwd(), 'messages', locale);
  const areas = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const messages: AbstractIntlMessages = {};
  for (const name of areas.sort()) {
    messages[basename(name, '.json')] = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  }
  cache.set(locale, messages);
  return messages;
}
