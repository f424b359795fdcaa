import { identifyCaller } from '#lib/auth/request-context.ts';
import { services } from '#lib/auth/services.ts';
import { changeHub } from '#lib/events/change-hub.ts';
import { eventStream } from '#lib/events/event-stream.ts';
import { consoleMetrics } from '#lib/http/console-metrics.ts';
import { withContext } from '#lib/http/with-context.ts';

export const dynamic = 'force-dynamic';

export const GET = withContext({ route: '/stream' }, async (request, ctx) => {
  const shared = await services();
  const { streams } = consoleMetrics();
  streams.inc();
  return eventStream({
    hub: changeHub(shared.settings.databaseUrl, shared.logger),
    accountId: ctx.accountId,
    signal: request.signal,
    since: sinceOf(request.url),
    allowed: () =>
      identifyCaller(request, shared).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Error && 'code' in error && error.code === 'auth.required') return false;
          throw error;
        },
      ),
    onClose: () => streams.dec(),
  });
});

function sinceOf(url: string): number | undefined {
  const text = new URL(url).searchParams.get('since');
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
