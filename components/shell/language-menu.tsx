'use client';

import { Languages } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { LOCALE_COOKIE, LOCALES, languageTag } from '#lib/contracts/values/locale.ts';
import { keepCookie } from './keep-cookie.ts';

export const LANGUAGE_NAMES = { zh: '简体中文', en: 'English' } as const;

/** Keeps the choice for a year and renders the page again in that language, form contents untouched. */
export function useLanguageSwitch() {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const choose = useCallback(
    (locale: string) => {
      keepCookie(LOCALE_COOKIE, locale);
      startTransition(() => router.refresh());
    },
    [router],
  );
  return { choose, pending };
}

export function LanguageMenu() {
  const t = useTranslations('shell');
  const locale = useLocale();
  const { choose, pending } = useLanguageSwitch();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('language')}
          hint={t('language')}
          aria-busy={pending}
        >
          <Languages />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup value={locale} onValueChange={choose}>
          {LOCALES.map((option) => (
            <DropdownMenuRadioItem key={option} value={option} lang={languageTag(option)}>
              {LANGUAGE_NAMES[option]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
