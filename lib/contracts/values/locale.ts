/** Languages of the interface, first one is the default. */
export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'zh';
/** Cookie that keeps a person's choice; readable by scripts, it holds no secret. */
export const LOCALE_COOKIE = 'studio-locale';

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value);
/** BCP 47 tag for `<html lang>` and `Intl`. */
export const languageTag = (locale: Locale): string => (locale === 'zh' ? 'zh-CN' : 'en');
