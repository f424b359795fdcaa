'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useId, useState } from 'react';
import { useController, useWatch } from 'react-hook-form';
import { Field } from '#components/form/index.ts';
import { ApiError } from '#components/live/api-error.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Input } from '#components/ui/input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type HarnessOffer, type HarnessOffers, MAX_HARNESS_TASKS } from '#lib/contracts/harness.ts';
import type { EvaluationFormValues } from './evaluation-form.ts';

/** More are found by their name. */
const SHOWN = 60;

/** What the folder can feed first; the others are grey and say what they lack. */
export function TaskList() {
  const t = useTranslations('evaluations.form');
  const { field, fieldState } = useController<EvaluationFormValues, 'harness.tasks'>({
    name: 'harness.tasks',
  });
  const folder = useWatch<EvaluationFormValues, 'harness.folder'>({ name: 'harness.folder' });
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const offers = useOffers(folder);
  const chosen = field.value;
  const full = chosen.length >= MAX_HARNESS_TASKS;
  const toggle = (name: string, on: boolean) =>
    field.onChange(on ? [...chosen, name] : chosen.filter((each) => each !== name));
  return (
    <Field
      name="harness.tasks"
      label={t('tasks')}
      hint={t('tasksChosen', { count: chosen.length, names: chosen.join(t('comma')) })}
      error={fieldState.error?.message}
    >
      {(aria) => (
        <div className="rounded-md border">
          <Input
            {...aria}
            type="search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            placeholder={t('tasksSearch')}
            className="rounded-b-none border-0 border-b"
          />
          <Offers
            offers={offers}
            folder={folder}
            wanted={wanted}
            chosen={chosen}
            full={full}
            onToggle={toggle}
          />
        </div>
      )}
    </Field>
  );
}

/** All at once: to search for a name, the folder need not be read again. */
const useOffers = (folder: string | null) =>
  useQuery({
    queryKey: ['evaluation', 'harness-tasks', folder],
    enabled: folder !== null,
    queryFn: ({ signal }) =>
      apiFetch<HarnessOffers>(
        `/api/v1/evaluations/harness-tasks?${new URLSearchParams({ folder: folder ?? '' })}`,
        { signal },
      ),
    retry: false,
  });

function Offers({
  offers,
  folder,
  wanted,
  chosen,
  full,
  onToggle,
}: {
  offers: ReturnType<typeof useOffers>;
  folder: string | null;
  /** In small letters. */
  wanted: string;
  chosen: readonly string[];
  full: boolean;
  onToggle: (name: string, on: boolean) => void;
}) {
  const t = useTranslations('evaluations.form');
  const errorText = useErrorText();
  if (folder === null) return <Note>{t('tasksFolderFirst')}</Note>;
  if (offers.isPending) return <Skeleton className="m-3 h-24" />;
  if (offers.isError) {
    const { error } = offers;
    return <Note alert>{error instanceof ApiError ? errorText(error) : error.message}</Note>;
  }
  const { items: all, version } = offers.data;
  const ready = all.filter((offer) => offer.missing.length === 0).length;
  const items = all.filter(({ name, repositories }) =>
    [name, ...repositories].some((text) => text.toLowerCase().includes(wanted)),
  );
  return (
    <>
      <p className="border-b px-3 py-1.5 text-muted-foreground text-xs">
        {t('tasksReady', { ready, all: all.length, version })}
      </p>
      <ul className="max-h-80 divide-y overflow-y-auto">
        {items.slice(0, SHOWN).map((offer) => (
          <Offer
            key={offer.name}
            offer={offer}
            checked={chosen.includes(offer.name)}
            full={full}
            onToggle={onToggle}
          />
        ))}
      </ul>
      {items.length > SHOWN ? <Note>{t('tasksMore', { count: items.length - SHOWN })}</Note> : null}
    </>
  );
}

function Note({ children, alert = false }: { children: React.ReactNode; alert?: boolean }) {
  return (
    <p
      role={alert ? 'alert' : undefined}
      className={`px-3 py-2 text-xs leading-relaxed ${alert ? 'text-danger' : 'text-muted-foreground'}`}
    >
      {children}
    </p>
  );
}

function Offer({
  offer,
  checked,
  full,
  onToggle,
}: {
  offer: HarnessOffer;
  checked: boolean;
  full: boolean;
  onToggle: (name: string, on: boolean) => void;
}) {
  const t = useTranslations('evaluations.form');
  const id = useId();
  const [lacks] = offer.missing;
  const named = (data: HarnessOffer['missing'][number]) =>
    [data.repository, data.subset, data.split].filter(Boolean).join('/');
  const reason = lacks
    ? t('taskLacks', { data: named(lacks), more: offer.missing.length - 1 })
    : full && !checked
      ? t('tasksFull', { max: MAX_HARNESS_TASKS })
      : undefined;
  return (
    <li className="flex gap-2.5 px-3 py-2">
      <Checkbox
        id={id}
        className="mt-0.5"
        aria-describedby={`${id}-about`}
        checked={checked}
        // What was chosen can always be taken back.
        disabled={reason !== undefined && !checked}
        onCheckedChange={(on) => onToggle(offer.name, on === true)}
      />
      <div className="min-w-0">
        <label htmlFor={id} className={reason ? 'text-muted-foreground' : 'font-medium'}>
          {offer.name}
        </label>
        <p id={`${id}-about`} className="break-words text-muted-foreground text-xs leading-relaxed">
          {reason ??
            [
              ...(offer.tasks > 1 ? [t('taskGroup', { count: offer.tasks })] : []),
              t(offer.choice ? 'taskChoice' : 'taskWritten'),
              t('taskShots', { count: offer.shots }),
              offer.repositories.join(t('comma')),
              ...(offer.missingShots.length > 0 ? [t('taskNoShots')] : []),
            ].join(' · ')}
        </p>
      </div>
    </li>
  );
}
