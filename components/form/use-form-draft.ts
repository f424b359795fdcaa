'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form';

interface StoredDraft<T> {
  savedAt: string;
  values: T;
}

export interface FormDraft {
  /** When the restored draft was saved; null when nothing was restored (or the notice was dismissed). */
  restoredAt: string | null;
  /** Back to the form as it was before the draft. */
  discard: () => void;
  dismiss: () => void;
  /** After a successful submit. */
  clear: () => void;
}

/**
 * Keeps a half-filled form in this browser. `key` names the form (`tuning-new`); a form that begins from something
 * else (a clone) gets its own key. Values must be plain JSON.
 */
export function useFormDraft<T extends FieldValues>(
  form: UseFormReturn<T, unknown, FieldValues> | UseFormReturn<T>,
  key: string,
): FormDraft {
  const storageKey = `studio-draft-${key}`;
  const [restoredAt, setRestoredAt] = useState<string | null>(null);
  const original = useRef<DefaultValues<T> | undefined>(undefined);
  const done = useRef(false);
  const { reset, watch, getValues } = form as UseFormReturn<T>;

  useEffect(() => {
    original.current ??= structuredClone(getValues()) as DefaultValues<T>;
    const draft = readDraft<T>(storageKey);
    if (draft) {
      // Kept dirty, so that leaving still asks.
      reset({ ...original.current, ...draft.values } as T, { keepDefaultValues: true });
      setRestoredAt(draft.savedAt);
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = watch((values) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (done.current) return;
        const stored = { savedAt: new Date().toISOString(), values };
        localStorage.setItem(storageKey, JSON.stringify(stored));
      }, 300);
    });
    return () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [storageKey, reset, watch, getValues]);

  const discard = useCallback(() => {
    localStorage.removeItem(storageKey);
    reset(original.current);
    setRestoredAt(null);
  }, [storageKey, reset]);
  const clear = useCallback(() => {
    done.current = true;
    localStorage.removeItem(storageKey);
  }, [storageKey]);
  return { restoredAt, discard, dismiss: () => setRestoredAt(null), clear };
}

function readDraft<T>(key: string): StoredDraft<T> | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (!draft || typeof draft !== 'object' || !('values' in draft) || !('savedAt' in draft)) return null;
    return draft as StoredDraft<T>;
  } catch {
    localStorage.removeItem(key);
    return null;
  }
}
