import type { ReactNode } from 'react';
import { Brand } from '#components/shell/brand.tsx';
import { LanguageMenu } from '#components/shell/language-menu.tsx';
import { ThemeMenu } from '#components/shell/theme-menu.tsx';

/** One card in the middle; language and theme can be chosen before signing in. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <header className="flex h-12 items-center justify-between px-3">
        <Brand />
        <div className="flex gap-1">
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </header>
      <main className="grid flex-1 place-items-center p-4 pb-24">{children}</main>
    </div>
  );
}
