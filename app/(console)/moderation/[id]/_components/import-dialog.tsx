'use client';

import { FileText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { Field } from '#components/form/field.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';
import { Label } from '#components/ui/label.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { toast } from '#components/ui/toast.tsx';
import { DropZone } from '#components/upload/drop-zone.tsx';
import type { WordList } from '#lib/contracts/moderation.ts';
import { MAX_IMPORT_BYTES } from '#lib/contracts/values/moderation.ts';
import { ImportPlan } from './import-plan.tsx';
import { useImport } from './use-import.ts';

/** Words from a file or the clipboard: checked first, with what each bad line lacks, then written. */
export function ImportDialog({ list, onClose }: { list: WordList; onClose: () => void }) {
  const t = useTranslations('moderation.import');
  const common = useTranslations('common');
  const replaceId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [replace, setReplace] = useState(false);
  const { work, plan, refusal, forget, check, write } = useImport(list.id);
  const mode = replace ? 'replace' : 'add';
  const body = file ?? new Blob([text]);
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    forget();
  };
  const tooLarge = body.size > MAX_IMPORT_BYTES ? t('tooLarge') : undefined;
  const nothing = !file && text.trim() === '' ? t('nothing') : undefined;
  const takes = plan ? plan.added + plan.changed + plan.removed : 0;
  const run = async () => {
    if (!plan) return check(body, mode);
    const done = await write(body, mode);
    if (!done) return;
    toast.success(t('done', { count: done.list.words, name: list.name }));
    onClose();
  };
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>{t('title', { name: list.name })}</DialogTitle>
          <DialogDescription>{t('hint')}</DialogDescription>
        </DialogHeader>
        <DropZone
          label={t('open')}
          hint={t('drop')}
          disabled={work !== null}
          onFiles={([first]) => choose(first?.file)}
        >
          <div className="flex flex-col gap-4">
            {file ? (
              <p className="flex items-center gap-2 rounded-lg border px-3 py-2">
                <FileText aria-hidden className="size-4 text-muted-foreground" />
                <span className="min-w-0 flex-1 truncate">{file.name}</span>
                <Button
                  variant="outline"
                  size="sm"
                  onClick={() => {
                    setFile(null);
                    forget();
                  }}
                >
                  {t('otherFile')}
                </Button>
              </p>
            ) : (
              <Field label={t('text')} hint={t('format')}>
                {(control) => (
                  <Textarea
                    {...control}
                    rows={7}
                    className="font-mono"
                    value={text}
                    onChange={(event) => {
                      setText(event.target.value);
                      forget();
                    }}
                  />
                )}
              </Field>
            )}
            <div className="flex flex-wrap items-center gap-4">
              <input
                ref={input}
                type="file"
                accept=".txt,.csv,.tsv,text/plain"
                className="hidden"
                aria-label={t('file')}
                onChange={(event) => choose(event.target.files?.[0])}
              />
              <Button variant="outline" onClick={() => input.current?.click()}>
                <FileText />
                {t('file')}
              </Button>
              <Label htmlFor={replaceId} className="flex items-center gap-2 font-normal">
                <Checkbox
                  id={replaceId}
                  checked={replace}
                  onCheckedChange={(value) => {
                    setReplace(value === true);
                    forget();
                  }}
                />
                {t('replace')}
              </Label>
            </div>
          </div>
        </DropZone>
        {work ? (
          <div className="flex flex-col gap-1.5">
            <p role="status">{t(work.share < 1 ? 'sending' : work.step)}</p>
            <Progress value={work.share < 1 ? work.share : null} label={t(work.step)} />
          </div>
        ) : null}
        {plan && !work ? <ImportPlan plan={plan} /> : null}
        {refusal ? (
          <p role="alert" className="text-danger">
            {refusal}
          </p>
        ) : null}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            pending={work !== null}
            disabledReason={nothing ?? tooLarge ?? (plan && takes === 0 ? t('nothingChanges') : undefined)}
            onClick={() => void run()}
          >
            {plan ? t(plan.bad.total > 0 ? 'writeGood' : 'write') : t('check')}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
