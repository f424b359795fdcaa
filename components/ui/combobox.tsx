'use client';

import { Check, ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { cn } from './cn.ts';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from './command.tsx';
import { fieldClass } from './input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';

export interface ComboboxOption {
  value: string;
  /** Searched; shown unless `content` is given. */
  label: string;
  content?: ReactNode;
  /** Second line in the list. */
  description?: ReactNode;
  /** More words that find it. */
  keywords?: string[];
  /** Why it cannot be chosen. */
  disabledReason?: string;
}

export interface ComboboxProps {
  options: readonly ComboboxOption[];
  value: string | null;
  onValueChange: (value: string) => void;
  placeholder?: string;
  /** With it the server filters: called as the person types. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  id?: string;
  className?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'aria-label'?: string;
}

/** A select that can be searched. */
export function Combobox({
  options,
  value,
  onValueChange,
  placeholder,
  onSearch,
  loading,
  className,
  ...aria
}: ComboboxProps) {
  const t = useTranslations('common');
  const [open, setOpen] = useState(false);
  const current = options.find((option) => option.value === value);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        role="combobox"
        aria-expanded={open}
        className={cn(fieldClass, 'flex h-8 items-center justify-between gap-2 text-left', className)}
        {...aria}
      >
        <span className={cn('truncate', !current && !value && 'text-muted-foreground')}>
          {current?.content ?? current?.label ?? value ?? placeholder ?? t('choose')}
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      </PopoverTrigger>
      <PopoverContent className="w-(--radix-popover-trigger-width) min-w-64 p-0">
        <Command shouldFilter={!onSearch}>
          <CommandInput placeholder={t('search')} onValueChange={onSearch} />
          <CommandList>
            <CommandEmpty>{loading ? t('loading') : t('nothingFound')}</CommandEmpty>
            {options.map((option) => (
              <CommandItem
                key={option.value}
                value={option.value}
                keywords={[option.label, ...(option.keywords ?? [])]}
                disabled={Boolean(option.disabledReason)}
                onSelect={() => {
                  onValueChange(option.value);
                  setOpen(false);
                }}
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{option.content ?? option.label}</span>
                  {(option.disabledReason ?? option.description) ? (
                    <span className="block text-muted-foreground text-xs">
                      {option.disabledReason ?? option.description}
                    </span>
                  ) : null}
                </span>
                {option.value === value ? <Check aria-hidden className="text-link" /> : null}
              </CommandItem>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
