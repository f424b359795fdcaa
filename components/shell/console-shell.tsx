'use client';

import { Menu, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { LiveProvider } from '#components/live/live-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '#components/ui/sheet.tsx';
import { UploadProvider } from '#components/upload/upload-provider.tsx';
import { AccountMenu, type ShellUser } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import { CommandPalette } from './command-palette.tsx';
import { CommandProvider } from './commands.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { LiveMark } from './live-mark.tsx';
import { TrailProvider } from './page-trail.tsx';
import { RailLinks } from './rail.tsx';
import { ShellCommands } from './shell-commands.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { TrailBar } from './trail-bar.tsx';
import { useRailWidth } from './use-rail-width.ts';
import { WorkTray } from './work-tray.tsx';

export interface ConsoleShellProps {
  user: ShellUser;
  /** Server action. */
  signOut: () => Promise<void>;
  /** From the cookie `studio-rail`. */
  rail?: 'wide' | 'narrow';
  /** Before anything of the page was read, by the server's clock: changes are told from then on. */
  since: number;
  children: ReactNode;
}

/** The frame of every signed-in page: rail, top bar, content; live changes and uploads live here. */
export function ConsoleShell({ user, signOut, rail = 'wide', since, children }: ConsoleShellProps) {
  const t = useTranslations('shell');
  const { narrow, toggle } = useRailWidth(rail);
  return (
    <LiveProvider since={since}>
      <UploadProvider>
        <CommandProvider>
          <TrailProvider>
            <ShellCommands signOut={signOut} />
            <a
              href="#content"
              className="fixed top-2 left-2 z-[60] -translate-y-16 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:translate-y-0"
            >
              {t('skip')}
            </a>
            <div className="flex min-h-dvh">
              <aside
                className={cn(
                  'sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-surface transition-[width] md:flex',
                  narrow ? 'w-14' : 'w-52',
                )}
              >
                <div className={cn('flex h-12 items-center border-b px-2', narrow && 'justify-center')}>
                  <Brand narrow={narrow} />
                </div>
                <div className="flex-1 overflow-y-auto">
                  <RailLinks narrow={narrow} />
                </div>
                <div className={cn('flex border-t p-2', narrow && 'justify-center')}>
                  <Button
                    variant="ghost"
                    size="icon"
                    onClick={toggle}
                    aria-expanded={!narrow}
                    aria-label={narrow ? t('expand') : t('collapse')}
                  >
                    {narrow ? <PanelLeftOpen /> : <PanelLeftClose />}
                  </Button>
                </div>
              </aside>
              <div className="flex min-w-0 flex-1 flex-col">
                <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b bg-background px-2 md:px-4">
                  <MobileRail />
                  <div className="min-w-0 flex-1">
                    <TrailBar />
                  </div>
                  <LiveMark />
                  <CommandPalette />
                  <WorkTray />
                  <LanguageMenu />
                  <ThemeMenu />
                  <AccountMenu user={user} signOut={signOut} />
                </header>
                <main id="content" tabIndex={-1} className="min-w-0 flex-1 p-4 outline-none md:p-6">
                  {children}
                </main>
              </div>
            </div>
          </TrailProvider>
        </CommandProvider>
      </UploadProvider>
    </LiveProvider>
  );
}

function MobileRail() {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" className="md:hidden" aria-label={t('openMenu')}>
          <Menu />
        </Button>
      </SheetTrigger>
      <SheetContent side="left" aria-describedby={undefined} className="w-64 gap-2 p-2">
        <SheetTitle className="sr-only">{t('navigation')}</SheetTitle>
        <Brand />
        <RailLinks onNavigate={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}
