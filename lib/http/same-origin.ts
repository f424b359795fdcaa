import { StudioError } from '#lib/platform/errors.ts';
import type { Settings } from '#lib/platform/settings.ts';

/**
 * Refuses a write that a browser sent for another site: its cookie came along unasked.
 * Browsers put Origin on every write, so a missing one is not a browser of ours.
 */
export function requireSameOrigin(request: Request, settings: Settings): void {
  const origin = request.headers.get('origin');
  const hosts = [new URL(settings.publicUrl).host, request.headers.get('host')];
  const own = origin !== null && URL.canParse(origin) && hosts.includes(new URL(origin).host);
  if (own && request.headers.get('sec-fetch-site') !== 'cross-site') return;
  throw new StudioError(
    'request.bad_origin',
    `A signed-in browser's write came from ${origin ?? 'an unnamed origin'}.`,
    {
      advice: `Use the console at ${settings.publicUrl}, or send an access token instead of the cookie.`,
    },
  );
}
