'use client';

import { ListFilter, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import type { Facet } from './types.ts';

/** One facet: a chip that shows what is chosen and opens the choices. */
export function FacetChip({
  facet,
  chosen,
  onChange,
}: {
  facet: Facet;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const t = useTranslations('table');
  const id = useId();
  const active = chosen.length > 0;
  const words = facet.options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  return (
    <span
      className={cn(
        'inline-flex h-8 items-center rounded-md border',
        active ? 'border-primary/50 bg-primary-soft' : 'border-border border-dashed',
      )}
    >
      <Popover>
        <PopoverTrigger className="inline-flex h-full max-w-60 items-center gap-1.5 rounded-md px-2.5 hover:bg-accent">
          <ListFilter aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
          <span className="shrink-0">{facet.label}</span>
          {active ? <span className="truncate font-medium text-link">{words.join(', ')}</span> : null}
        </PopoverTrigger>
        <PopoverContent className="max-h-80 w-64 overflow-y-auto p-1" aria-label={facet.label}>
          {facet.options.map((option) => {
            const checked = chosen.includes(option.value);
            return (
              <label
                key={option.value}
                htmlFor={`${id}-${option.value}`}
                className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 hover:bg-accent"
              >
                <Checkbox
                  id={`${id}-${option.value}`}
                  checked={checked}
                  onCheckedChange={() =>
                    onChange(
                      checked ? chosen.filter((value) => value !== option.value) : [...chosen, option.value],
                    )
                  }
                />
                <span className="flex-1 truncate">{option.label}</span>
                {option.count === undefined ? null : (
                  <span className="font-mono text-muted-foreground text-xs">{option.count}</span>
                )}
              </label>
            );
          })}
        </PopoverContent>
      </Popover>
      {active ? (
        <button
          type="button"
          aria-label={t('clearFacet', { label: facet.label })}
          onClick={() => onChange([])}
          className="mr-1 grid size-6 place-items-center rounded-sm text-muted-foreground hover:bg-accent"
        >
          <X className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}
