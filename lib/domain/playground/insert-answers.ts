import { defaultMaxTokens } from '#lib/contracts/chat-parameters.ts';
import type { LaneSettings } from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { chatMessage } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { readCallableServices } from './callable-services.ts';
import type { MessageRow } from './message-view.ts';

type Place = { conversationId: string; question: string; lanes: { lane: number; settings: LaneSettings }[] };

/** Answers that wait for their streams to be opened, one a column. */
export async function insertAnswers(ctx: Context, tx: Tx, place: Place): Promise<MessageRow[]> {
  const known = new Map((await readCallableServices(ctx, tx)).map((each) => [each.id, each]));
  const values = place.lanes.map(({ lane, settings }, at) => {
    const service = known.get(settings.serviceId);
    if (!service) {
      const message = `Service ${settings.serviceId} does not exist or is not yours.`;
      throw new StudioError('not_found', message, {
        because: { key: 'chat.serviceGone' },
        advice: 'Choose another service.',
        fields: [{ field: `lanes.${at}.serviceId`, message }],
      });
    }
    return {
      conversationId: place.conversationId,
      userId: ctx.user.id,
      role: 'assistant' as const,
      parents: [place.question],
      lane,
      state: 'pending' as const,
      settings: withTokens(settings, service.maxLength),
      serviceName: service.name,
      callName: service.callName,
    };
  });
  const rows = await tx.insert(chatMessage).values(values).returning();
  return rows.sort((a, b) => a.lane - b.lane);
}

/** What is asked is written down whole, so that it can be shown and sent again. */
const withTokens = (settings: LaneSettings, maxLength: number | null): LaneSettings => ({
  ...settings,
  parameters: { max_tokens: defaultMaxTokens(maxLength), ...settings.parameters },
});
