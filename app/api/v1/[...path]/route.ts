import { services } from '#lib/auth/services.ts';
import { dispatch } from '#lib/http/dispatch.ts';
import { REST_ROUTES } from '#lib/http/rest/index.ts';

export const dynamic = 'force-dynamic';

type Arguments = { params: Promise<{ path: string[] }> };

async function handle(request: Request, { params }: Arguments): Promise<Response> {
  const { path } = await params;
  return dispatch(request, path.map(decodePart), REST_ROUTES, await services());
}

// Next hands the parts over still percent-encoded.
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
