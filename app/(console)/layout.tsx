import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { WholePage } from '#components/live/whole-page.tsx';
import { PermissionProvider } from '#components/permission/permission-provider.tsx';
import { ConsoleShell } from '#components/shell/console-shell.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getMe } from '#lib/domain/iam/get-me.ts';
import { pageRead } from '#lib/http/page-data.ts';
import { signOutAction } from './actions.ts';

/** The frame of every signed-in page. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const since = Date.now();
  const ctx = await pageContext();
  const [me, jar] = await Promise.all([getMe(ctx, {}), cookies()]);
  const whole = await pageRead();
  const rail = jar.get('studio-rail')?.value === 'narrow' ? 'narrow' : 'wide';
  return (
    <PermissionProvider permissions={[...ctx.permissions]}>
      {whole ? <WholePage /> : null}
      <ConsoleShell
        user={{ name: me.user.name, accountName: me.account.name }}
        signOut={signOutAction}
        rail={rail}
        since={since}
      >
        {children}
      </ConsoleShell>
    </PermissionProvider>
  );
}
