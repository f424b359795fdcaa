import { and, eq } from 'drizzle-orm';
import type { AskInput } from '#lib/contracts/playground.ts';
import { audit, chatMessage } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { World } from '#lib/testing/world.ts';
import { ask } from '../ask.ts';
import { newTestService } from './new-service.ts';

export const lanes = (...ids: string[]): AskInput['lanes'] => ids.map((serviceId) => ({ serviceId }));

/** A person with a service, a neighbour of the same account and a stranger of another. */
export async function chatScene(world: World) {
  const ctx = await world.person();
  const neighbour = await world.person({ accountId: ctx.accountId });
  const stranger = await world.person();
  const service = await newTestService(ctx, { name: 'qwen' });
  return {
    ...{ ctx, neighbour, stranger, service },
    asked: (question: string, more: Partial<AskInput> = {}, who: Context = ctx) =>
      ask(who, { question, lanes: lanes(service.id), ...more }),
    /** As if its stream had ended well. */
    answered: (id: string, content = 'an answer') =>
      ctx.db.update(chatMessage).set({ state: 'done', content }).where(eq(chatMessage.id, id)),
    auditOf: (id: string, action: string) =>
      ctx.db
        .select()
        .from(audit)
        .where(and(eq(audit.targetId, id), eq(audit.action, action))),
  };
}
