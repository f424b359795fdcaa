'use client';

import { useTranslations } from 'next-intl';
import { useErrorText } from '#components/permission/error-text.ts';
import type { ActionResult } from '#lib/contracts/action-result.ts';

type Refusal = Extract<ActionResult<unknown>, { ok: false }>['error'];

/** What to say beside a field of a service that was refused: why, where the server knew; else what it takes. */
export function useRefusedField(): (error: Refusal) => (field: string) => string {
  const t = useTranslations('services.invalid');
  const errorText = useErrorText();
  return (error) => (field) => (error.reason === undefined && t.has(field) ? t(field) : errorText(error));
}
