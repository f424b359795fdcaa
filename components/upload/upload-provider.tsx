'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { isRunning, type UploadItem } from './upload-item.ts';
import { createUploadManager, type UploadManager } from './upload-manager.ts';

const UploadContext = createContext<UploadManager | null>(null);

/** Lives in the shell: an upload survives a change of page. */
export function UploadProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [manager] = useState(() =>
    createUploadManager(() => {
      void queryClient.invalidateQueries({ queryKey: ['object'] });
      void queryClient.invalidateQueries({ queryKey: ['bucket'] });
    }),
  );
  useEffect(() => {
    manager.restore();
    const warn = (event: BeforeUnloadEvent) => {
      if (manager.items().some(isRunning)) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [manager]);
  return <UploadContext value={manager}>{children}</UploadContext>;
}

/** The browser's uploads and what can be done with them. */
export function useUploads(): UploadManager {
  const manager = useContext(UploadContext);
  if (!manager) throw new Error('useUploads needs an UploadProvider above it.');
  return manager;
}

const NONE: readonly UploadItem[] = [];

/** The uploads as they move. */
export function useUploadItems(): readonly UploadItem[] {
  const manager = useUploads();
  return useSyncExternalStore(manager.subscribe, manager.items, () => NONE);
}
