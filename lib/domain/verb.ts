import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Permission } from '#lib/contracts/permissions.ts';
import type { Tx } from '#lib/db/client.ts';
import { audit as auditTable } from '#lib/db/schema/index.ts';
import { invalidInput, StudioError } from '#lib/platform/errors.ts';
import type { Context } from './context.ts';

export type AuditEntry = {
  target: { kind: string; id: string; name?: string };
  before?: unknown;
  after?: unknown;
};
/** What changed, for live pages: query keys `[kind]` and `[kind, id]`. */
export type Change = { accountId: string; kind: string; id: string };

type Scope<I> = { ctx: Context; tx: Tx; input: I };
type WriteScope<I> = Scope<I> & {
  /** Every write must call it at least once. */
  audit: (entry: AuditEntry) => Promise<void>;
  notify: (kind: string, id: string) => Promise<void>;
};
type Shape<I extends z.ZodType, O extends z.ZodType> = {
  /** `domain.action`, the audit row's action. */
  name: string;
  permission: Permission;
  input: I;
  output: O;
};
export type Verb<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Shape<I, O> & {
  writes: boolean;
  (ctx: Context, input: z.input<I>): Promise<z.output<O>>;
};

class DryRun extends Error {
  readonly output: unknown;
  constructor(output: unknown) {
    super('dry run');
    this.output = output;
  }
}

/** Fails with the missing right's name, before anything is read. */
export function requirePermission(ctx: Context, permission: Permission): void {
  if (!ctx.permissions.has(permission))
    throw new StudioError('permission.missing', `Your role lacks the permission ${permission}.`, {
      advice: 'Ask an administrator of this account to grant it.',
    });
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

/** A verb that changes nothing: permission → parse → read → parse the answer. */
export function defineRead<I extends z.ZodType, O extends z.ZodType>(
  shape: Shape<I, O> & { run: (scope: Scope<z.output<I>>) => Promise<z.input<O>> },
): Verb<I, O> {
  const call = async (ctx: Context, input: z.input<I>) => {
    requirePermission(ctx, shape.permission);
    const output = await shape.run({ ctx, tx: ctx.db, input: parse(shape.input, input) });
    return shape.output.parse(output);
  };
  return asVerb(call, shape, false);
}

/** A verb that writes: permission → parse → one transaction {write, audit, notify} → parse the answer. */
export function defineWrite<I extends z.ZodType, O extends z.ZodType>(
  shape: Shape<I, O> & { run: (scope: WriteScope<z.output<I>>) => Promise<z.input<O>> },
): Verb<I, O> {
  const call = async (ctx: Context, input: z.input<I>) => {
    requirePermission(ctx, shape.permission);
    const value = parse(shape.input, input);
    try {
      return await ctx.db.transaction(async (tx) => {
        let audited = 0;
        const output = await shape.run({
          ctx,
          tx,
          input: value,
          audit: async (entry) => {
            audited++;
            await writeAudit(tx, ctx, shape.name, entry);
          },
          notify: (kind, id) => notifyChange(tx, { accountId: ctx.accountId, kind, id }),
        });
        if (audited === 0) throw new Error(`${shape.name} wrote no audit row`);
        const answer = shape.output.parse(output);
        if (ctx.dryRun) throw new DryRun(answer);
        return answer;
      });
    } catch (error) {
      if (error instanceof DryRun) return error.output as z.output<O>;
      throw error;
    }
  };
  return asVerb(call, shape, true);
}

function asVerb<I extends z.ZodType, O extends z.ZodType>(
  call: (ctx: Context, input: z.input<I>) => Promise<z.output<O>>,
  shape: Shape<I, O>,
  writes: boolean,
): Verb<I, O> {
  const { permission, input, output } = shape;
  Object.defineProperty(call, 'name', { value: shape.name });
  return Object.assign(call, { permission, input, output, writes }) as Verb<I, O>;
}

async function writeAudit(tx: Tx, ctx: Context, action: string, entry: AuditEntry): Promise<void> {
  await tx.insert(auditTable).values({
    accountId: ctx.accountId,
    userId: ctx.user.id,
    userName: ctx.user.name,
    action,
    targetKind: entry.target.kind,
    targetId: entry.target.id,
    targetName: entry.target.name ?? '',
    via: ctx.origin.via,
    ip: ctx.origin.ip,
    requestId: ctx.origin.requestId,
    before: entry.before ?? null,
    after: entry.after ?? null,
  });
}

/** Wakes the controller and live pages when the transaction commits. */
export async function notifyChange(tx: Tx, change: Change): Promise<void> {
  await tx.execute(sql`select pg_notify('studio_change', ${JSON.stringify(change)})`);
}
