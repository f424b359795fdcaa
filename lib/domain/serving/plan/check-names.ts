import { and, eq, ne, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { PlanServiceInput } from '#lib/contracts/service-plan.ts';
import { CallName } from '#lib/contracts/services.ts';
import { TaskName } from '#lib/contracts/task-name.ts';
import type { Tx } from '#lib/db/client.ts';
import { service } from '#lib/db/schema/index.ts';
import type { Findings } from './findings.ts';

/** Both names of a service that is to be made; null where one cannot be used. */
export async function checkNames(
  tx: Tx,
  accountId: string,
  input: Pick<PlanServiceInput, 'name' | 'callName'>,
  findings: Findings,
): Promise<{ name: string | null; callName: string | null }> {
  const name = given(TaskName, input.name, 'name', 'name.invalid', findings);
  if (name && (await findTaken(tx, accountId, 'name', name)))
    findings.block(
      'name',
      'name.taken',
      `You have a service named ${name} already.`,
      'Choose another name.',
      {
        name,
      },
    );
  if (!input.callName && !name) return { name, callName: null };
  const callName = given(CallName, input.callName ?? name ?? '', 'callName', 'call_name.invalid', findings);
  if (callName && (await findTaken(tx, accountId, 'callName', callName)))
    findings.block(
      'callName',
      'call_name.taken',
      `Another service of yours is called by ${callName} already.`,
      'Choose another call name.',
      { name: callName },
    );
  return { name, callName };
}

function given(
  shape: z.ZodType<string>,
  value: string | undefined,
  field: 'name' | 'callName',
  code: 'name.invalid' | 'call_name.invalid',
  findings: Findings,
): string | null {
  if (!value) {
    findings.block(field, 'missing', 'Give the service a name.');
    return null;
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  findings.block(field, code, parsed.error.issues[0]?.message ?? 'This name cannot be used.');
  return null;
}

/** Whether another service of the account bears the name. */
export async function findTaken(
  tx: Tx,
  accountId: string,
  field: 'name' | 'callName',
  value: string,
  exceptId?: string,
): Promise<boolean> {
  const [other] = await tx
    .select({ id: service.id })
    .from(service)
    .where(
      and(
        eq(service.accountId, accountId),
        eq(field === 'name' ? service.name : service.callName, value),
        sql`${service.desired} <> 'deleted'`,
        exceptId ? ne(service.id, exceptId) : undefined,
      ),
    );
  return other !== undefined;
}
