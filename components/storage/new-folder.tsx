'use client';

import { useQueryClient } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';

/** Makes a folder inside the open one and opens it. */
export function NewFolder({ onCreate }: { onCreate: (name: string) => Promise<unknown> }) {
  const t = useTranslations('picker');
  const common = useTranslations('common');
  const queryClient = useQueryClient();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const create = async () => {
    if (name.trim() === '' || pending) return;
    setPending(true);
    try {
      await onCreate(name.trim());
      await queryClient.invalidateQueries({ queryKey: ['object'] });
      setOpen(false);
      setName('');
      setFailure(null);
    } catch (cause) {
      setFailure(cause instanceof Error ? cause.message : String(cause));
    }
    setPending(false);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline">
          <FolderPlus />
          {t('newFolder')}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={t('newFolder')} className="flex flex-col gap-2">
        <Label htmlFor={id}>{t('folderName')}</Label>
        <Input
          id={id}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void create();
          }}
        />
        {failure ? (
          <p role="alert" className="text-danger text-xs">
            {t('createFailed', { message: failure })}
          </p>
        ) : null}
        <Button pending={pending} onClick={() => void create()}>
          {common('create')}
        </Button>
      </PopoverContent>
    </Popover>
  );
}
