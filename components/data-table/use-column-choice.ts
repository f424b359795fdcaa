'use client';

import { useEffect, useMemo, useState } from 'react';
import type { DataColumn } from './types.ts';

/** Which columns are shown, kept in this browser under the table's id. */
export function useColumnChoice<T>(id: string, columns: readonly DataColumn<T>[]) {
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const visibility = useMemo(
    () => ({
      ...Object.fromEntries(columns.map((column) => [column.id, !column.defaultHidden])),
      ...chosen,
    }),
    [columns, chosen],
  );
  const key = `studio-columns-${id}`;

  // After hydration: the server does not know the choice.
  useEffect(() => {
    try {
      // Without a choice nothing is set: it would render the table a second time.
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
      if (stored && typeof stored === 'object') {
        setChosen(Object.fromEntries(Object.entries(stored).map(([name, shown]) => [name, shown === true])));
      }
    } catch {
      localStorage.removeItem(key);
    }
  }, [key]);

  const save = (next: Record<string, boolean>) => {
    setChosen(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  return {
    visibility,
    toggle: (columnId: string, shown: boolean) => save({ ...chosen, [columnId]: shown }),
    reset: () => save({}),
  };
}
