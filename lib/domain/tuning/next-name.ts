import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { job, model } from '#lib/db/schema/index.ts';

const MAX_LENGTH = 64;

/** `name` → `name-2`, `name-7` → `name-8`, skipping those taken; within 64 characters. */
export function nextName(name: string, taken: readonly string[]): string {
  const match = /^(.*)-(\d{1,6})$/u.exec(name);
  const stem = match?.[1] ?? name;
  for (let number = match ? Number(match[2]) + 1 : 2; ; number++) {
    const suffix = `-${number}`;
    const candidate = stem.slice(0, MAX_LENGTH - suffix.length) + suffix;
    if (!taken.includes(candidate)) return candidate;
  }
}

/** The next name that neither a model bears nor an open task has promised. */
export async function nextModelName(tx: Tx, accountId: string, name: string): Promise<string> {
  const stem = name.replace(/-\d{1,6}$/u, '').slice(0, MAX_LENGTH - 7);
  const models = await tx
    .select({ name: model.name })
    .from(model)
    .where(and(eq(model.accountId, accountId), sql`starts_with(${model.name}, ${stem})`));
  const promised = await tx
    .select({ name: job.outputModelName })
    .from(job)
    .where(
      and(
        eq(job.accountId, accountId),
        sql`${job.desired} <> 'deleted' and starts_with(${job.outputModelName}, ${stem})`,
      ),
    );
  return nextName(
    name,
    [...models, ...promised].flatMap((row) => row.name ?? []),
  );
}
