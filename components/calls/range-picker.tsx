'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Field } from '#components/form/field.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { type CallFilterState, RANGES } from './use-call-filter.ts';

const PRESETS = RANGES.filter((name) => name !== 'custom');

/** The usual ranges, and any other between two times. */
export function RangePicker({ filter }: { filter: CallFilterState }) {
  const t = useTranslations('calls.range');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [from, to] = ['from', 'to'].map((name) => new Date(String(given.get(name))));
    if (!from || !to || Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()))
      return setProblem(t('both'));
    if (from >= to) return setProblem(t('order'));
    setProblem('');
    setOpen(false);
    filter.setCustom(from.toISOString(), to.toISOString());
  };
  const custom = filter.range === 'custom';
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="sr-only">{t('title')}</legend>
      {PRESETS.map((name) => (
        <Button
          key={name}
          variant={filter.range === name ? 'secondary' : 'ghost'}
          aria-pressed={filter.range === name}
          onClick={() => filter.setRange(name)}
        >
          {t(name)}
        </Button>
      ))}
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button variant={custom ? 'secondary' : 'ghost'} aria-pressed={custom}>
            {custom ? `${format.exact(filter.from ?? '')} – ${format.exact(filter.to ?? '')}` : t('custom')}
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label={t('custom')}>
          <form onSubmit={submit} noValidate className="flex flex-col gap-3">
            {(['from', 'to'] as const).map((name) => (
              <Field key={name} label={t(name)} error={name === 'to' ? problem || undefined : undefined}>
                {(control) => (
                  <Input
                    {...control}
                    name={name}
                    type="datetime-local"
                    defaultValue={localTime(filter[name])}
                  />
                )}
              </Field>
            ))}
            <Button type="submit">{t('apply')}</Button>
          </form>
        </PopoverContent>
      </Popover>
    </fieldset>
  );
}

/** As the browser's own field takes it: the reader's clock, to the minute. */
function localTime(instant: string | null): string {
  const at = instant ? new Date(instant) : null;
  if (!at || Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
