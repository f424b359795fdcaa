import { consoleMetrics } from '#lib/http/console-metrics.ts';

export const dynamic = 'force-dynamic';

/** Prometheus. */
export async function GET(): Promise<Response> {
  const { registry } = consoleMetrics();
  return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
}
