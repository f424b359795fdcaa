import { cookies, headers } from 'next/headers';
import { DEFAULT_LOCALE, isLocale, LOCALE_COOKIE, languageTag } from '#lib/contracts/locale.ts';

export const dynamic = 'force-dynamic';

const TITLES = { zh: 'Studio 接口文档', en: 'Studio interface' } as const;

/** The REST interface to read and try: Swagger UI from this server, under the page's own policy. */
export async function GET(): Promise<Response> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : DEFAULT_LOCALE;
  const nonce = ((await headers()).get('x-nonce') ?? '').replace(/[^A-Za-z0-9+/=]/g, '');
  const html = `<!doctype html>
<html lang="${languageTag(locale)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${TITLES[locale]}</title>
    <link rel="icon" href="/icon.svg">
    <link rel="stylesheet" href="/api/v1/docs/assets/swagger-ui.css">
  </head>
  <body>
    <div id="swagger"></div>
    <script nonce="${nonce}" src="/api/v1/docs/assets/swagger-ui-bundle.js"></script>
    <script nonce="${nonce}" src="/api/v1/docs/assets/start.js"></script>
  </body>
</html>
`;
  return new Response(html, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
