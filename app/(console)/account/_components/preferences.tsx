'use client';

import { useLocale, useTranslations } from 'next-intl';
import { LANGUAGE_NAMES, useLanguageSwitch } from '#components/shell/language-menu.tsx';
import { useThemeSwitch } from '#components/shell/use-theme-switch.ts';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { LOCALES } from '#lib/contracts/values/locale.ts';

export function Preferences() {
  const t = useTranslations('account');
  const shell = useTranslations('shell');
  const { choose } = useLanguageSwitch();
  const locale = useLocale();
  const { theme, choose: chooseTheme } = useThemeSwitch();
  const themes = [
    { value: 'system', label: shell('themeSystem') },
    { value: 'light', label: shell('themeLight') },
    { value: 'dark', label: shell('themeDark') },
  ];
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <div className="flex flex-col gap-1.5">
        <h3 id="preference-language" className="font-medium">
          {t('language')}
        </h3>
        <RadioCards
          aria-labelledby="preference-language"
          value={locale}
          onValueChange={choose}
          options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <h3 id="preference-theme" className="font-medium">
          {t('theme')}
        </h3>
        <RadioCards
          aria-labelledby="preference-theme"
          className="sm:grid-cols-3"
          value={theme ?? ''}
          onValueChange={chooseTheme}
          options={themes}
        />
      </div>
    </div>
  );
}
