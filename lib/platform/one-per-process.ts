/** The value of `name`, made once: Next bundles a module several times and reloads it, the process stays. */
export function onePerProcess<T>(name: string, make: () => T): T {
  const key = Symbol.for(`studio.${name}`);
  const held = globalThis as typeof globalThis & { [key: symbol]: T | undefined };
  const found = held[key];
  if (found !== undefined) return found;
  const made = make();
  held[key] = made;
  return made;
}

export function forgetOnePerProcess(name: string): void {
  Reflect.deleteProperty(globalThis, Symbol.for(`studio.${name}`));
}
