import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isActive, JOB_STATES } from '#lib/contracts/values/job-state.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion, job, model, modelVersion } from '#lib/db/schema/index.ts';
import { versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';

const SHOWN = 5;
type User = { what: string; name: string };

/** Refuses when a model's weights, an import or a job under way needs what is at or below (or around) the address. */
export async function requireUnused(tx: Tx, accountId: string, uri: string): Promise<void> {
  const users = await usersOf(tx, accountId, uri);
  if (users.length === 0) return;
  const more = users.length > SHOWN ? ' and more' : '';
  const shown = users.slice(0, SHOWN);
  const named = shown.map(({ what, name }) => `${what} ${name}`).join(', ');
  throw new StudioError('in_use', `${uri} is used by ${named}${more}.`, {
    because: { key: 'file.inUse', values: { uri, users: shown.map(({ name }) => name).join(', ') } },
    advice: 'Delete those first, or choose other files.',
  });
}

async function usersOf(tx: Tx, accountId: string, uri: string): Promise<User[]> {
  const limit = SHOWN + 1;
  const active = JOB_STATES.filter(isActive);
  const runner = (field: string) => sql`${job.spec}->'runner'->>${field}`;
  const models = await tx
    .select({ name: model.name, number: modelVersion.number })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(and(eq(modelVersion.accountId, accountId), touches(modelVersion.weights, uri)))
    .limit(limit);
  const imports = await tx
    .select({ name: dataset.name, number: datasetVersion.number })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(
      and(
        eq(datasetVersion.accountId, accountId),
        eq(datasetVersion.state, 'importing'),
        touches(datasetVersion.source, uri),
      ),
    )
    .limit(limit);
  const jobs = await tx
    .select({ name: job.name })
    .from(job)
    .where(
      and(
        eq(job.accountId, accountId),
        inArray(job.state, active),
        or(...['output', 'model', 'dataset'].map((field) => touches(runner(field), uri))),
      ),
    )
    .limit(limit);
  const versionOf = (row: { name: string; number: number }) => versionName(row.name, row.number);
  return [
    ...models.map((row) => ({ what: 'model', name: versionOf(row) })),
    ...imports.map((row) => ({ what: 'the importing dataset', name: versionOf(row) })),
    ...jobs.map((row) => ({ what: 'job', name: row.name })),
  ];
}

/** The same address, one below it, or a folder around it. */
function touches(column: PgColumn | SQL, uri: string): SQL | undefined {
  const below = `${uri.replace(/[\\%_]/g, '\\$&')}/%`;
  return or(
    sql`${column} = ${uri}`,
    sql`${column} like ${below}`,
    sql`starts_with(${uri}, ${column} || '/')`,
  );
}
