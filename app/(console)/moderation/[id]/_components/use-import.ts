'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '#components/live/api-error.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import type { ImportedWords, ImportWordsInput } from '#lib/contracts/moderation.ts';
import { sendWords } from './import-client.ts';

export type ImportWork = { step: 'checking' | 'writing'; share: number };

/** First says what an import would do, line by line, then does it. */
export function useImport(id: string) {
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [work, setWork] = useState<ImportWork | null>(null);
  const [plan, setPlan] = useState<ImportedWords | null>(null);
  const [refusal, setRefusal] = useState('');
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const send = async (step: ImportWork['step'], body: Blob, mode: ImportWordsInput['mode']) => {
    const stop = new AbortController();
    running.current?.abort();
    running.current = stop;
    setRefusal('');
    setWork({ step, share: 0 });
    try {
      return await sendWords({
        id,
        body,
        mode,
        skipBad: true,
        dryRun: step === 'checking',
        onSent: (share) => setWork({ step, share }),
        signal: stop.signal,
      });
    } catch (error) {
      if (!stop.signal.aborted) setRefusal(error instanceof ApiError ? errorText(error) : String(error));
      return null;
    } finally {
      setWork(null);
    }
  };
  return {
    work,
    plan,
    refusal,
    /** What was checked is not what stands there any more. */
    forget: () => {
      setPlan(null);
      setRefusal('');
    },
    check: async (body: Blob, mode: ImportWordsInput['mode']) => setPlan(await send('checking', body, mode)),
    write: async (body: Blob, mode: ImportWordsInput['mode']) => {
      const done = await send('writing', body, mode);
      if (done) void queries.invalidateQueries({ queryKey: ['wordList'] });
      return done;
    },
  };
}
