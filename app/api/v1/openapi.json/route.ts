import { services } from '#lib/auth/services.ts';
import { answering } from '#lib/http/answer.ts';
import { REST_ROUTES } from '#lib/http/rest/index.ts';
import { openApiDocument } from '#lib/openapi/document.ts';
import { RAW_ROUTES } from '#lib/openapi/raw-routes.ts';

export const dynamic = 'force-dynamic';

/** Written once: every schema of the interface takes 150 ms. */
let document: string | undefined;

export async function GET(request: Request): Promise<Response> {
  const shared = await services();
  return answering(request, shared, '/openapi.json', async () => {
    document ??= JSON.stringify(openApiDocument(REST_ROUTES, RAW_ROUTES, shared.settings.publicUrl));
    return new Response(document, { headers: { 'content-type': 'application/json' } });
  });
}
