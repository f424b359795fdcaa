'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ConversationSummary } from '#lib/contracts/playground.ts';
import { deleteConversationAction, updateConversationAction } from '../actions.ts';
import { conversationKey, HISTORY_KEY } from '../keys.ts';

/** One conversation of the history: open, rename, pin, delete. */
export function HistoryItem({
  item,
  active,
  search,
  onOpen,
  onDeleted,
}: {
  item: ConversationSummary;
  active: boolean;
  search: string;
  onOpen: () => void;
  onDeleted: () => void;
}) {
  const t = useTranslations('playground.history');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [title, setTitle] = useState<string | null>(null);
  const [deleting, setDeleting] = useState(false);
  const change = async (more: { title?: string; pinned?: boolean }) => {
    const answer = await updateConversationAction({ id: item.id, ...more });
    if (!answer.ok) toast.error(errorText(answer.error));
    void queries.invalidateQueries({ queryKey: HISTORY_KEY });
    void queries.invalidateQueries({ queryKey: conversationKey(item.id) });
    return answer.ok;
  };
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (title && title.trim() !== '' && (await change({ title }))) setTitle(null);
  };
  if (title !== null)
    return (
      <li>
        <form onSubmit={rename} className="p-0.5">
          <Input
            autoFocus
            value={title}
            maxLength={100}
            aria-label={t('titleLabel')}
            onChange={(event) => setTitle(event.target.value)}
            onBlur={() => setTitle(null)}
            onKeyDown={(event) => event.key === 'Escape' && setTitle(null)}
          />
        </form>
      </li>
    );
  return (
    <li
      className={cn(
        'group flex items-center rounded-md hover:bg-accent',
        active && 'bg-primary-soft hover:bg-primary-soft',
      )}
    >
      <button
        type="button"
        aria-current={active ? 'page' : undefined}
        onClick={onOpen}
        className="min-w-0 flex-1 rounded-md px-2 py-1.5 text-left"
      >
        <span className="block truncate">{item.title}</span>
        {item.match ? (
          <span className="line-clamp-2 text-muted-foreground text-xs">
            <Excerpt text={item.match.excerpt} search={search} />
          </span>
        ) : null}
      </button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t('more', { title: item.title })}>
            <Ellipsis />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => setTimeout(() => setTitle(item.title))}>
            {t('rename')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void change({ pinned: !item.pinned })}>
            {item.pinned ? t('unpin') : t('pin')}
          </DropdownMenuItem>
          <DropdownMenuItem variant="destructive" onSelect={() => setDeleting(true)}>
            {t('delete')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDelete
        open={deleting}
        onOpenChange={setDeleting}
        name={t('deleteName', { title: item.title })}
        consequences={[t('deleteGoes', { count: item.questions })]}
        onConfirm={async () => {
          const answer = await deleteConversationAction({ id: item.id });
          if (!answer.ok) throw new Error(errorText(answer.error));
          void queries.invalidateQueries({ queryKey: HISTORY_KEY });
          onDeleted();
        }}
      />
    </li>
  );
}

function Excerpt({ text, search }: { text: string; search: string }) {
  const at = text.toLowerCase().indexOf(search.toLowerCase());
  if (at < 0 || search === '') return text;
  return (
    <>
      …{text.slice(0, at)}
      <mark className="rounded-xs bg-mark text-foreground">{text.slice(at, at + search.length)}</mark>
      {text.slice(at + search.length)}
    </>
  );
}
