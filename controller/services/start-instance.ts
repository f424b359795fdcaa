import { eq, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { service, serviceInstance } from '#lib/db/schema/index.ts';
import { insertJob } from '#lib/domain/jobs/insert-job.ts';
import { addServiceEvent } from '#lib/domain/serving/service-events.ts';
import { isStudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import type { ServiceDraft } from './service-draft.ts';

const RETRY_MS = 60_000;

/** Writes a pending job and the instance that it is. A pool that is gone counts as a start that failed. */
export async function startInstance(
  tx: Tx,
  draft: ServiceDraft,
  { revision: number, priority }: ServiceDraft['starts'][number],
): Promise<void> {
  const { row } = draft;
  const revision = draft.before.revisions.find((each) => each.number === number);
  if (!revision) throw new Error(`revision ${number} of ${row.id} is gone`);
  const [made] = await tx
    .update(service)
    .set({ instancesMade: sql`${service.instancesMade} + 1` })
    .where(eq(service.id, row.id))
    .returning({ count: service.instancesMade });
  const id = newId('serviceInstance');
  const jobId = newId('job');
  try {
    await insertJob(
      { ctx: { accountId: row.accountId, user: { id: row.createdBy } }, tx },
      {
        id: jobId,
        kind: 'serve',
        name: `${row.name}-${made?.count ?? 0}`,
        runner: revision.runner,
        resources: revision.resources,
        poolId: revision.settings.poolId,
        request: { serviceId: row.id, instanceId: id, revision: number },
        priority,
        modelVersionId: revision.modelVersionId,
        template: revision.template,
      },
    );
  } catch (error) {
    if (!isStudioError(error)) throw error;
    const failure = {
      code: error.because?.key ?? 'start.refused',
      kind: 'user',
      message: error.message,
      advice: error.advice ?? null,
    };
    Object.assign(row, {
      state: row.readyInstances > 0 ? row.state : 'abnormal',
      reason: error.message,
      failure,
      failedStarts: row.failedStarts + 1,
      nextStartAt: new Date(draft.now.getTime() + RETRY_MS),
    });
    return;
  }
  await tx.insert(serviceInstance).values({
    id,
    accountId: row.accountId,
    serviceId: row.id,
    jobId,
    revision: number,
    run: row.runsMade,
  });
  await addServiceEvent(tx, row.id, {
    code: 'instance.starting',
    message: `An instance of revision ${number} starts.`,
    values: { revision: number, job: jobId },
    instanceId: id,
  });
}
