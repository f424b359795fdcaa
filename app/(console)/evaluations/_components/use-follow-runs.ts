'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '#components/live/live-provider.tsx';
import type { Evaluation } from '#lib/contracts/evaluations.ts';

const GATHER_MS = 500;

/** Progress is told of jobs: what shows their evaluations is read again, at most twice a second. */
export function useFollowRuns(shown: readonly Evaluation[]): void {
  const queries = useQueryClient();
  const jobs = new Set(shown.flatMap(({ runs }) => runs.map((run) => run.jobId)));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive(({ kind, id }) => {
    if (kind !== 'job' || !jobs.has(id)) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: ['evaluation'] });
    }, GATHER_MS);
  });
}
