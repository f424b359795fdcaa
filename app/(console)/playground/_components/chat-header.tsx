'use client';

import { Download, History, SlidersHorizontal, SquarePen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { Hint } from '#components/ui/tooltip.tsx';
import { asMarkdown, download } from './export-conversation.ts';
import type { Chat } from './use-chat.ts';
import type { Panels } from './use-panels.ts';

/** The conversation's title, and what is done with it as a whole. */
export function ChatHeader({
  chat,
  panels,
  onNew,
  onSave,
}: {
  chat: Chat;
  panels: Panels;
  onNew: () => void;
  onSave: () => void;
}) {
  const t = useTranslations('playground.header');
  const missing = useMissing('dataset:write');
  const { conversation } = chat;
  const file = (ending: 'md' | 'json') => {
    if (!conversation) return;
    const name = `${conversation.title}.${ending}`;
    if (ending === 'json') download(name, 'application/json', JSON.stringify(conversation, null, 2));
    else download(name, 'text/markdown', asMarkdown(conversation, chat.head, t('you')));
  };
  const icon = (label: string, Icon: typeof History, onClick: () => void, pressed?: boolean) => (
    <Hint text={label}>
      <Button variant="ghost" size="icon" aria-label={label} aria-pressed={pressed} onClick={onClick}>
        <Icon />
      </Button>
    </Hint>
  );
  return (
    <div className="flex h-12 shrink-0 items-center gap-1 border-b px-2 md:px-3">
      {icon(t('workbench'), SlidersHorizontal, () => panels.toggle('workbench'), panels.open.workbench)}
      <h1 className="min-w-0 flex-1 truncate px-1 font-semibold text-base">
        {conversation?.title ?? t('title')}
      </h1>
      {icon(t('new'), SquarePen, onNew)}
      {conversation ? (
        <DropdownMenu>
          <Hint text={t('export')}>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon" aria-label={t('export')}>
                <Download />
              </Button>
            </DropdownMenuTrigger>
          </Hint>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => file('md')}>{t('markdown')}</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => file('json')}>JSON</DropdownMenuItem>
            <DropdownMenuItem disabled={Boolean(missing)} onSelect={onSave} className="max-w-64">
              <span>
                {t('dataset')}
                {missing ? <span className="block text-muted-foreground text-xs">{missing}</span> : null}
              </span>
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      ) : null}
      {icon(t('history'), History, () => panels.toggle('history'), panels.open.history)}
    </div>
  );
}
