'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { LimitFields } from '#components/access/limit-fields.tsx';
import { RouteField } from '#components/access/route-field.tsx';
import { FormDialog, RadioCardsField, SelectField, TextField } from '#components/form/index.ts';
import type { ApiKey, NewApiKey } from '#lib/contracts/api-keys.ts';
import { createKeyAction, updateKeyAction } from '../actions.ts';

interface KeyForm {
  description: string;
  access: 'all' | 'chosen';
  scope: string[];
  life: string;
  rpm: number | null;
  tpm: number | null;
  ipm: number | null;
}
const LIVES = [7, 30, 90, 365] as const;
const DAY_MS = 86_400_000;

/** Creates a key, or changes one. */
export function KeyDialog({
  apiKey,
  onClose,
  onMade,
  onSaved,
}: {
  /** null: a new one. */
  apiKey: ApiKey | null;
  onClose: () => void;
  onMade: (made: NewApiKey) => void;
  onSaved: () => void;
}) {
  const t = useTranslations('access');
  const common = useTranslations('common');
  return (
    <FormDialog<KeyForm, ApiKey | NewApiKey>
      className="max-w-xl"
      title={apiKey ? t('keys.edit') : t('keys.create')}
      description={apiKey ? t('keys.editHint') : t('keys.createHint')}
      label={apiKey ? common('save') : t('keys.create')}
      values={{
        description: apiKey?.description ?? '',
        access: apiKey?.scope ? 'chosen' : 'all',
        scope: apiKey?.scope?.map((link) => link.id) ?? [],
        life: apiKey ? 'keep' : 'never',
        rpm: apiKey?.rpm ?? null,
        tpm: apiKey?.tpm ?? null,
        ipm: apiKey?.ipm ?? null,
      }}
      check={({ access, scope }, setError) => {
        if (access === 'all' || scope.length > 0) return true;
        setError('scope', { message: t('chooseOne') });
        return false;
      }}
      act={({ access, life, scope, ...values }) => {
        const input = {
          ...values,
          scope: access === 'all' ? null : scope,
          ...(life === 'keep' ? {} : { expiresAt: endOf(life) }),
        };
        return apiKey ? updateKeyAction({ id: apiKey.id, ...input }) : createKeyAction(input);
      }}
      onDone={(answer) => ('secret' in answer ? onMade(answer) : onSaved())}
      onClose={onClose}
    >
      <TextField
        name="description"
        label={t('description')}
        hint={t('keys.descriptionHint')}
        optional
        maxLength={200}
      />
      <ScopeFields chosen={apiKey?.scope ?? []} />
      <SelectField
        name="life"
        label={t('expires')}
        options={[
          ...(apiKey ? [{ value: 'keep', label: t('keepExpiry') }] : []),
          { value: 'never', label: t('neverExpires') },
          ...LIVES.map((days) => ({ value: String(days), label: t('inDays', { count: days }) })),
        ]}
      />
      <LimitFields />
    </FormDialog>
  );
}

function ScopeFields({ chosen }: { chosen: NonNullable<ApiKey['scope']> }) {
  const t = useTranslations('access');
  const access = useWatch<KeyForm, 'access'>({ name: 'access' });
  return (
    <>
      <RadioCardsField
        name="access"
        label={t('scope')}
        options={[
          { value: 'all', label: t('everything'), description: t('everythingHint') },
          { value: 'chosen', label: t('chosenServices'), description: t('chosenHint') },
        ]}
      />
      {access === 'chosen' ? <RouteField name="scope" label={t('chosenServices')} chosen={chosen} /> : null}
    </>
  );
}

const endOf = (life: string): string | null =>
  life === 'never' ? null : new Date(Date.now() + Number(life) * DAY_MS).toISOString();
