'use client';

import {
  Languages,
  LogOut,
  type LucideIcon,
  MessageSquarePlus,
  Monitor,
  Moon,
  Plus,
  Sun,
  Trophy,
  Upload,
} from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { usePermissions } from '#components/permission/permission-provider.tsx';
import { type AppCommand, useRegisterCommands } from './commands.tsx';
import { LANGUAGE_NAMES, useLanguageSwitch } from './language-menu.tsx';
import { useThemeSwitch } from './use-theme-switch.ts';

/** The commands that every page has. */
export function ShellCommands({ signOut }: { signOut: () => Promise<void> }) {
  const t = useTranslations('shell');
  const locale = useLocale();
  const held = usePermissions();
  const { choose: chooseTheme } = useThemeSwitch();
  const { choose } = useLanguageSwitch();
  const other = locale === 'zh' ? 'en' : 'zh';
  const commands = useMemo((): AppCommand[] => {
    const theme = (name: 'themeLight' | 'themeDark' | 'themeSystem', icon: LucideIcon, value: string) => ({
      id: name,
      label: `${t('theme')}: ${t(name)}`,
      icon,
      keywords: ['theme', '主题', value],
      run: () => chooseTheme(value),
    });
    return [
      ...(held.has('tuning:write')
        ? [{ id: 'new-tuning', label: t('newTuning'), icon: Plus, href: '/tuning/create' }]
        : []),
      ...(held.has('compression:write')
        ? [{ id: 'new-compression', label: t('newCompression'), icon: Plus, href: '/compression/create' }]
        : []),
      ...(held.has('evaluation:write')
        ? [{ id: 'new-evaluation', label: t('newEvaluation'), icon: Plus, href: '/evaluations/create' }]
        : []),
      ...(held.has('evaluation:read')
        ? [
            {
              id: 'leaderboard',
              label: t('leaderboard'),
              icon: Trophy,
              keywords: ['leaderboard', '排行榜'],
              href: '/evaluations/leaderboard',
            },
          ]
        : []),
      ...(held.has('dataset:write')
        ? [{ id: 'import-dataset', label: t('uploadDataset'), icon: Upload, href: '/datasets/create' }]
        : []),
      { id: 'new-chat', label: t('newChat'), icon: MessageSquarePlus, href: '/playground' },
      {
        id: 'language',
        label: `${t('language')}: ${LANGUAGE_NAMES[other]}`,
        icon: Languages,
        keywords: ['language', '语言'],
        run: () => choose(other),
      },
      theme('themeLight', Sun, 'light'),
      theme('themeDark', Moon, 'dark'),
      theme('themeSystem', Monitor, 'system'),
      { id: 'sign-out', label: t('signOut'), icon: LogOut, run: () => void signOut() },
    ];
  }, [t, held, other, choose, chooseTheme, signOut]);
  useRegisterCommands(commands);
  return null;
}
