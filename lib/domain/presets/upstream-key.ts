import { unseal } from '#lib/platform/seal.ts';

/** `key` null: it has none. null: it was sealed under another STUDIO_SECRET. */
export function openUpstreamKey(
  row: { sealedKey: string | null },
  secret: string | undefined,
): { key: string | null } | null {
  if (row.sealedKey === null) return { key: null };
  if (!secret) return null;
  try {
    return { key: String(unseal(row.sealedKey, secret, 'upstream')) };
  } catch {
    return null;
  }
}
