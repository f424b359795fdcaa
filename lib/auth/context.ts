import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { Context } from '#lib/domain/context.ts';
import { newId } from '#lib/platform/ids.ts';
import { clientIp } from './client-ip.ts';
import { PATH_HEADER } from './path-header.ts';
import { type Caller, callerOfCookie } from './request-context.ts';
import { services } from './services.ts';
import { signInPath } from './way-back.ts';

/** The signed-in browser of this page or action, read once a request; null when nobody is signed in. */
export const pageCaller = cache(async (): Promise<Caller | null> => {
  const list = await headers();
  return callerOfCookie(list.get('cookie'), await services(), {
    via: 'console',
    ip: clientIp(list),
    requestId: newId('request'),
  });
});

/** For server components: whoever is not signed in goes to the sign-in page, and comes back. */
export async function pageContext(): Promise<Context> {
  const caller = await pageCaller();
  if (!caller) redirect(signInPath((await headers()).get(PATH_HEADER) ?? '/'));
  if (caller.mustChangePassword) redirect('/change-password');
  return caller.ctx;
}
