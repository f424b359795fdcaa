import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const dynamic = 'force-dynamic';

const START = `SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  validatorUrl: null,
});
`;
const TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** Swagger UI's own files, out of the installed package. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  const { name } = await params;
  if (name === 'start.js')
    return new Response(START, { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (!type) return new Response('not found', { status: 404 });
  const file = join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', 'swagger-ui-dist', name);
  const body = new Uint8Array(await readFile(file));
  return new Response(body, { headers: { 'content-type': type, 'cache-control': 'public, max-age=86400' } });
}
