'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '#components/ui/button.tsx';
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from '#components/ui/command.tsx';
import { Dialog, DialogContent, DialogTitle } from '#components/ui/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { type AppCommand, useCommands } from './commands.tsx';
import { usePaletteSearch } from './palette-search.ts';
import { useNavigation } from './use-navigation.ts';

const never = () => () => undefined;

/** ⌘K: pages, commands, and models, datasets and jobs by name. */
export function CommandPalette() {
  const t = useTranslations('shell');
  const common = useTranslations('common');
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const found = usePaletteSearch(useDeferredValue(open ? text.trim() : ''));
  const commands = useCommands();
  const groups = useNavigation();
  const mac = useSyncExternalStore(
    never,
    () => /Mac|iPhone|iPad/.test(navigator.platform),
    () => false,
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const go = (command: Pick<AppCommand, 'href' | 'run'>) => {
    setOpen(false);
    setText('');
    command.run?.();
    if (command.href) router.push(command.href);
  };
  return (
    <>
      <Button
        variant="outline"
        onClick={() => setOpen(true)}
        aria-label={t('palettePlaceholder')}
        aria-keyshortcuts="Meta+K Control+K"
        className="font-normal text-muted-foreground max-md:border-transparent max-md:px-2"
      >
        <Search />
        <span className="max-md:hidden">{common('search')}</span>
        <Kbd className="max-md:hidden">{mac ? '⌘K' : 'Ctrl K'}</Kbd>
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          aria-describedby={undefined}
          className="top-[12dvh] max-w-xl translate-y-0 gap-0 overflow-hidden p-0 [&>button]:hidden"
        >
          <DialogTitle className="sr-only">{t('palette')}</DialogTitle>
          <Command loop>
            <CommandInput placeholder={t('palettePlaceholder')} value={text} onValueChange={setText} />
            <CommandList className="max-h-[50dvh]">
              <CommandEmpty>{found.isFetching ? t('searching') : common('nothingFound')}</CommandEmpty>
              {found.data && found.data.length > 0 ? (
                <CommandGroup heading={t('results')}>
                  {found.data.map((hit) => (
                    <CommandItem key={hit.id} value={hit.id} keywords={[hit.name]} onSelect={() => go(hit)}>
                      <span className="min-w-0 flex-1 truncate">{hit.name}</span>
                      <span className="text-muted-foreground text-xs">{t(`nav.${hit.kind}`)}</span>
                    </CommandItem>
                  ))}
                </CommandGroup>
              ) : null}
              <CommandGroup heading={t('pages')}>
                {groups.flat().map((page) => (
                  <CommandItem
                    key={page.id}
                    value={`page-${page.id}`}
                    keywords={[t(`nav.${page.id}`), page.href]}
                    onSelect={() => go({ href: page.href })}
                  >
                    <page.icon aria-hidden className="text-muted-foreground" />
                    {t(`nav.${page.id}`)}
                  </CommandItem>
                ))}
              </CommandGroup>
              <CommandGroup heading={t('commands')}>
                {commands.map((command) => (
                  <CommandItem
                    key={command.id}
                    value={command.id}
                    keywords={[command.label, ...(command.keywords ?? [])]}
                    disabled={Boolean(command.disabledReason)}
                    onSelect={() => go(command)}
                  >
                    {command.icon ? <command.icon aria-hidden className="text-muted-foreground" /> : null}
                    <span className="flex-1">{command.label}</span>
                    {command.disabledReason ? (
                      <span className="text-xs">{command.disabledReason}</span>
                    ) : null}
                  </CommandItem>
                ))}
              </CommandGroup>
            </CommandList>
          </Command>
        </DialogContent>
      </Dialog>
    </>
  );
}
