import { services } from '#lib/auth/services.ts';
import { answering } from '#lib/http/answer.ts';
import { REST_ROUTES } from '#lib/http/rest/index.ts';
import { openApiDocument } from '#lib/openapi/document.ts';
import { RAW_ROUTES } from '#lib/openapi/raw-routes.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const shared = await services();
  return answering(request, shared, '/openapi.json', async () =>
    Response.json(openApiDocument(REST_ROUTES, RAW_ROUTES, shared.settings.publicUrl)),
  );
}
