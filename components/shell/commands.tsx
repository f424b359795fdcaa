'use client';

import type { LucideIcon } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { makeValueStore, type ValueStore } from '#components/live/value-store.ts';

/** Something a person can do, by name: palette, menus and buttons are fed from it. */
export interface AppCommand {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** More words that find it. */
  keywords?: string[];
  href?: string;
  run?: () => void;
  /** Why it cannot be done now. */
  disabledReason?: string;
}

type Commands = readonly AppCommand[];
const NONE: Commands = [];

interface Registry extends ValueStore<Commands> {
  register: (commands: Commands) => () => void;
}

function makeRegistry(): Registry {
  const store = makeValueStore(NONE);
  const owners = new Set<{ commands: Commands }>();
  const tell = () => store.set([...owners].flatMap((owner) => owner.commands));
  return {
    ...store,
    register: (commands) => {
      const owner = { commands };
      owners.add(owner);
      tell();
      return () => {
        owners.delete(owner);
        tell();
      };
    },
  };
}

const RegistryContext = createContext<Registry>(makeRegistry());

/** Its value never changes: a page that is still being hydrated would have to be finished at one go. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(makeRegistry);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

export function useCommands(): Commands {
  const { subscribe, get } = useContext(RegistryContext);
  return useSyncExternalStore(subscribe, get, () => NONE);
}

/** Adds commands while the caller is shown; `commands` must be stable (useMemo). */
export function useRegisterCommands(commands: Commands): void {
  const { register } = useContext(RegistryContext);
  useEffect(() => register(commands), [register, commands]);
}
