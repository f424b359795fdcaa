import { sql } from 'drizzle-orm';
import { LineageGraph, VersionRef } from '#lib/contracts/models.ts';
import type { Tx } from '#lib/db/client.ts';
import { lineage } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { describeLineage, type Edge } from './lineage-nodes.ts';
import { fetchModel, fetchVersion } from './model-row.ts';

const MAX_EDGES = 400;
const MAX_DEPTH = 50;

/** Everything a version came from, and everything that came from it, with the jobs between and their figures. */
export const getLineage = defineRead({
  name: 'model.get_lineage',
  permission: 'model:read',
  input: VersionRef,
  output: LineageGraph,
  run: async ({ ctx, tx, input }) => {
    const row = await fetchModel({ ctx, tx }, input.modelId);
    const version = await fetchVersion({ ctx, tx }, row.id, input.number);
    const [up, down] = await Promise.all([
      walk(tx, ctx.accountId, version.id, 'up'),
      walk(tx, ctx.accountId, version.id, 'down'),
    ]);
    const edges = new Map([...up, ...down].map((edge) => [edge.id, edge]));
    const focus = { id: version.id, name: versionName(row.name, version.number) };
    const mayMeasure = ctx.permissions.has('evaluation:read');
    const graph = await describeLineage(tx, ctx.accountId, [...edges.values()], focus, mayMeasure);
    return { ...graph, truncated: up.length > MAX_EDGES || down.length > MAX_EDGES };
  },
});

/** Follows edges in one direction only: the other models of a template are no relatives. */
async function walk(tx: Tx, accountId: string, start: string, way: 'up' | 'down'): Promise<Edge[]> {
  const near = way === 'up' ? lineage.toId : lineage.fromId;
  const next = way === 'up' ? sql`e.from_id` : sql`e.to_id`;
  const nextOf = way === 'up' ? sql`l.to_id` : sql`l.from_id`;
  const rows = await tx.execute<Edge>(sql`
    with recursive found as (
      select ${lineage}.*, 1 as depth from ${lineage}
      where ${lineage.accountId} = ${accountId} and ${near} = ${start}
      union
      select l.*, e.depth + 1 from ${lineage} l join found e on ${nextOf} = ${next}
      where l.account_id = ${accountId} and e.depth < ${MAX_DEPTH}
    )
    select distinct on (depth, id) id, from_kind as "fromKind", from_id as "fromId", from_name as "fromName",
      to_kind as "toKind", to_id as "toId", to_name as "toName", job_id as "jobId"
    from found order by depth, id limit ${MAX_EDGES + 1}`);
  return rows.rows;
}
