'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { DatasetList } from '#lib/contracts/datasets.ts';
import type { SaveFormat } from '#lib/contracts/playground.ts';
import { saveConversationAction } from '../actions.ts';
import type { Chat } from './use-chat.ts';

/** Writes the branch on show as rows of a dataset. */
export function SaveDataset({ chat, open, onClose }: { chat: Chat; open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent>{open ? <SaveForm chat={chat} onClose={onClose} /> : null}</DialogContent>
    </Dialog>
  );
}

function SaveForm({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const t = useTranslations('playground.save');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const router = useRouter();
  const id = useId();
  const [format, setFormat] = useState<SaveFormat>('moss-jsonl');
  const [into, setInto] = useState<'new' | 'old'>('new');
  const [name, setName] = useState('');
  const [datasetId, setDatasetId] = useState<string | null>(null);
  const [lane, setLane] = useState('0');
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const datasets = useQuery({
    queryKey: ['dataset', 'list', 'playground'],
    queryFn: ({ signal }) => apiFetch<DatasetList>('/api/v1/datasets?limit=200', { signal }),
  });
  const columns = chat.turns.at(-1)?.answers ?? [];
  const good = chat.turns.filter(({ answers }) => {
    const answer = answers.find((each) => String(each.lane) === lane) ?? answers[0];
    return answer?.answer?.state === 'done' && answer.content.trim() !== '';
  }).length;
  const reason =
    good === 0
      ? t('noTurns')
      : into === 'new'
        ? name.trim() === ''
          ? t('needsName')
          : undefined
        : datasetId
          ? undefined
          : t('needsDataset');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason || pending || !chat.id) return;
    setPending(true);
    setFailure(null);
    const target = into === 'new' ? { name } : { datasetId: datasetId ?? '' };
    const answer = await saveConversationAction({
      id: chat.id,
      head: [...chat.head],
      lane: Number(lane),
      format,
      target,
    });
    setPending(false);
    if (!answer.ok) return setFailure(errorText(answer.error));
    const { datasetName, versionNumber, rows, datasetId: saved } = answer.data;
    toast.success(t('saved', { rows, name: datasetName, version: versionNumber }), {
      action: { label: t('openIt'), onClick: () => router.push(`/datasets/${saved}`) },
    });
    onClose();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <DialogHeader>
        <DialogTitle>{t('title')}</DialogTitle>
        <DialogDescription>{t('hint', { good, left: chat.turns.length - good })}</DialogDescription>
      </DialogHeader>
      {columns.length > 1 ? (
        <Row id={`${id}-lane`} label={t('column')}>
          <Choice
            id={`${id}-lane`}
            value={lane}
            onChange={setLane}
            options={columns.map((each) => [
              String(each.lane),
              `${each.lane + 1} · ${each.answer?.serviceName}`,
            ])}
          />
        </Row>
      ) : null}
      <Row
        id={`${id}-format`}
        label={t('format')}
        hint={t(format === 'moss-jsonl' ? 'mossHint' : 'instructionHint')}
      >
        <Choice
          id={`${id}-format`}
          value={format}
          onChange={(next) => setFormat(next as SaveFormat)}
          options={[
            ['moss-jsonl', t('moss')],
            ['instruction-jsonl', t('instruction')],
          ]}
        />
      </Row>
      <Row id={`${id}-into`} label={t('into')}>
        <Choice
          id={`${id}-into`}
          value={into}
          onChange={(next) => setInto(next as 'new' | 'old')}
          options={[
            ['new', t('newDataset')],
            ['old', t('oldDataset')],
          ]}
        />
      </Row>
      {into === 'new' ? (
        <Row id={`${id}-name`} label={t('name')}>
          <Input
            id={`${id}-name`}
            value={name}
            maxLength={64}
            onChange={(event) => setName(event.target.value)}
          />
        </Row>
      ) : (
        <Row id={`${id}-dataset`} label={t('dataset')} hint={t('appendHint')}>
          <Combobox
            id={`${id}-dataset`}
            aria-label={t('dataset')}
            loading={datasets.isPending}
            options={(datasets.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
            value={datasetId}
            onValueChange={setDatasetId}
          />
        </Row>
      )}
      {failure ? (
        <p role="alert" className="text-danger">
          {failure}
        </p>
      ) : null}
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" pending={pending} disabledReason={reason}>
          {t('save')}
        </Button>
      </DialogFooter>
    </form>
  );
}

function Row({
  id,
  label,
  hint,
  children,
}: {
  id: string;
  label: string;
  hint?: string;
  children: React.ReactNode;
}) {
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children}
      {hint ? <p className="text-muted-foreground text-xs">{hint}</p> : null}
    </div>
  );
}

function Choice({
  id,
  value,
  onChange,
  options,
}: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <Select value={value} onValueChange={onChange}>
      <SelectTrigger id={id}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {options.map(([each, label]) => (
          <SelectItem key={each} value={each}>
            {label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
