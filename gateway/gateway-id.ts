import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newIdDigits } from '#lib/platform/ids.ts';

/** Stays the same over restarts, so that what the controller knows of this gateway is replaced and not doubled. */
export function gatewayIdOf(folder: string): string {
  const file = join(folder, 'gateway-id');
  try {
    const known = readFileSync(file, 'utf8').trim();
    if (known) return known;
  } catch {
    // The first start.
  }
  const id = `gw_${newIdDigits()}`;
  writeFileSync(file, id);
  return id;
}
