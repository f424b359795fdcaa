'use client';

import type { LucideIcon } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';

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

interface Registry {
  commands: readonly AppCommand[];
  register: (owner: object, commands: readonly AppCommand[]) => () => void;
}
const RegistryContext = createContext<Registry | null>(null);

export function CommandProvider({ children }: { children: ReactNode }) {
  const [owners, setOwners] = useState<ReadonlyMap<object, readonly AppCommand[]>>(new Map());
  const registry = useMemo<Registry>(
    () => ({
      commands: [...owners.values()].flat(),
      register: (owner, commands) => {
        setOwners((all) => new Map(all).set(owner, commands));
        return () =>
          setOwners((all) => {
            const rest = new Map(all);
            rest.delete(owner);
            return rest;
          });
      },
    }),
    [owners],
  );
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

export const useCommands = (): readonly AppCommand[] => useContext(RegistryContext)?.commands ?? [];

/** Adds commands while the caller is shown; `commands` must be stable (useMemo). */
export function useRegisterCommands(commands: readonly AppCommand[]): void {
  const register = useContext(RegistryContext)?.register;
  const stable = useRef(register);
  useEffect(() => stable.current?.({}, commands), [commands]);
}
