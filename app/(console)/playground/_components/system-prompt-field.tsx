'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Library, Save, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { SystemPrompt, SystemPromptList } from '#lib/contracts/playground.ts';
import { MAX_SYSTEM_PROMPT_CHARACTERS } from '#lib/contracts/values/playground.ts';
import { createSystemPromptAction, deleteSystemPromptAction, updateSystemPromptAction } from '../actions.ts';
import { PROMPTS_KEY } from '../keys.ts';

/** Whom the model is to be, with the person's library of such texts. */
export function SystemPromptField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useTranslations('playground.persona');
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <Label htmlFor={id}>{t('label')}</Label>
        <PromptLibrary value={value} onChoose={onChange} />
      </div>
      <Textarea
        id={id}
        rows={4}
        value={value}
        maxLength={MAX_SYSTEM_PROMPT_CHARACTERS}
        placeholder={t('example')}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function PromptLibrary({ value, onChoose }: { value: string; onChoose: (text: string) => void }) {
  const t = useTranslations('playground.persona');
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: PROMPTS_KEY,
    enabled: open,
    queryFn: ({ signal }) =>
      apiFetch<SystemPromptList>('/api/v1/playground/system-prompts?limit=100', { signal }),
  });
  const items = query.data?.items ?? [];
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm">
          <Library />
          {t('library')}
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label={t('library')}
        className="flex max-h-[70dvh] w-80 flex-col gap-3"
      >
        <SavePrompt text={value} />
        <ul className="flex min-h-0 flex-col gap-0.5 overflow-y-auto border-t pt-2">
          {items.map((prompt) => (
            <PromptRow
              key={prompt.id}
              prompt={prompt}
              onChoose={() => {
                onChoose(prompt.text);
                setOpen(false);
              }}
            />
          ))}
          {query.data && items.length === 0 ? (
            <li className="py-2 text-muted-foreground text-xs">{t('empty')}</li>
          ) : null}
        </ul>
      </PopoverContent>
    </Popover>
  );
}

function useWrite() {
  const errorText = useErrorText();
  const queries = useQueryClient();
  return async (answer: Promise<{ ok: true } | { ok: false; error: { code: string; message: string } }>) => {
    const result = await answer;
    if (!result.ok) toast.error(errorText(result.error));
    void queries.invalidateQueries({ queryKey: PROMPTS_KEY });
    return result.ok;
  };
}

function SavePrompt({ text }: { text: string }) {
  const t = useTranslations('playground.persona');
  const write = useWrite();
  const [name, setName] = useState('');
  const reason = text.trim() === '' ? t('nothing') : name.trim() === '' ? t('needsName') : undefined;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!reason && (await write(createSystemPromptAction({ name, text })))) setName('');
  };
  return (
    <form onSubmit={save} className="flex gap-1.5">
      <Input
        value={name}
        maxLength={60}
        aria-label={t('name')}
        placeholder={t('saveAs')}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" variant="outline" disabledReason={reason}>
        <Save />
        {t('save')}
      </Button>
    </form>
  );
}

function PromptRow({ prompt, onChoose }: { prompt: SystemPrompt; onChoose: () => void }) {
  const t = useTranslations('playground.persona');
  const write = useWrite();
  const [name, setName] = useState<string | null>(null);
  const [deleting, setDeleting] = useState(false);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    if (name && name.trim() !== '' && (await write(updateSystemPromptAction({ id: prompt.id, name }))))
      setName(null);
  };
  if (name !== null)
    return (
      <li>
        <form onSubmit={rename} className="flex gap-1.5 p-1">
          <Input
            autoFocus
            value={name}
            maxLength={60}
            aria-label={t('name')}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              setName(null);
            }}
          />
          <Button type="submit" variant="outline">
            {t('rename')}
          </Button>
        </form>
      </li>
    );
  return (
    <li className="group flex items-center gap-1 rounded-md hover:bg-accent">
      <button type="button" onClick={onChoose} className="min-w-0 flex-1 rounded-md px-2 py-1.5 text-left">
        <span className="block truncate font-medium">{prompt.name}</span>
        <span className="block truncate text-muted-foreground text-xs">{prompt.text}</span>
      </button>
      <Button variant="ghost" size="sm" onClick={() => setName(prompt.name)}>
        {t('rename')}
      </Button>
      <Button
        variant={deleting ? 'destructive' : 'ghost'}
        size={deleting ? 'sm' : 'icon-sm'}
        aria-label={t('delete', { name: prompt.name })}
        onBlur={() => setDeleting(false)}
        onClick={() =>
          deleting ? void write(deleteSystemPromptAction({ id: prompt.id })) : setDeleting(true)
        }
      >
        {deleting ? t('reallyDelete') : <Trash2 />}
      </Button>
    </li>
  );
}
