'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import type { ErrorBody } from '#lib/contracts/errors.ts';

type Failure = Pick<ErrorBody['error'], 'code' | 'message' | 'reason' | 'retryAfterSeconds'>;

/** A refusal in the reader's language: the code's own sentence, or what the server said where the code says too little. */
export function useErrorText(): (failure: Failure) => string {
  const t = useTranslations('errors');
  const findings = useTranslations('services.finding');
  const locale = useLocale();
  const format = useFormat();
  return ({ code, message, reason, retryAfterSeconds }) => {
    const exact = `reason.${reason?.key.replaceAll('.', '_')}`;
    const finding = String(reason?.values.finding).replaceAll('.', '_');
    if (reason?.key === 'service.blocked' && findings.has(finding)) return findings(finding, reason.values);
    if (reason && t.has(exact)) return t(exact, reason.values);
    const key = code.replaceAll('.', '_');
    if (!t.has(key)) return message;
    const wait = retryAfterSeconds === undefined ? '' : format.duration(retryAfterSeconds);
    const sentence = t(key, { wait });
    // These codes only name the kind of trouble; the server's sentence names the field or the row.
    const general = /^(request|content|state|conflict|in_use|limit)/.test(code);
    if (!general) return sentence;
    return locale === 'en' ? message : `${sentence}${message}`;
  };
}
