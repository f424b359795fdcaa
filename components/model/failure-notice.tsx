'use client';

import type { ReactNode } from 'react';
import { FailurePage, type FailureView } from '#components/states/failure-page.tsx';
import { useFailureText } from './use-failure-text.ts';

/** A failed weight check in the reader's language, with the next step. */
export function FailureNotice({
  failure,
  title,
  action,
}: {
  failure: FailureView;
  title: string;
  action?: ReactNode;
}) {
  const explain = useFailureText();
  return <FailurePage failure={explain(failure)} title={title} action={action} />;
}
