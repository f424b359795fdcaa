import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { pageContext } from '#lib/auth/context.ts';
import { getMe } from '#lib/domain/iam/get-me.ts';
import { listAccessTokens } from '#lib/domain/iam/list-access-tokens.ts';
import { listSessions } from '#lib/domain/iam/list-sessions.ts';
import { AccountSection } from './_components/account-section.tsx';
import { OwnPassword } from './_components/own-password.tsx';
import { Preferences } from './_components/preferences.tsx';
import { SessionList } from './_components/session-list.tsx';
import { TokenList } from './_components/token-list.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('title') };
}

export default async function AccountPage() {
  const ctx = await pageContext();
  const [t, me, sessions, tokens] = await Promise.all([
    getTranslations('account'),
    getMe(ctx, {}),
    listSessions(ctx, {}),
    listAccessTokens(ctx, {}),
  ]);
  const facts = [
    { label: t('name'), value: me.user.name },
    { label: t('tenant'), value: me.account.name },
    { label: t('role'), value: t(`roles.${me.user.role}`) },
  ];
  return (
    <div className="flex max-w-4xl flex-col">
      <PageTrail steps={[{ label: t('title') }]} />
      <PageHeader title={t('title')} description={t('description')} />
      <div className="flex flex-col gap-4">
        <AccountSection title={t('profile')}>
          <dl className="grid gap-4 sm:grid-cols-3">
            {facts.map(({ label, value }) => (
              <div key={label} className="min-w-0">
                <dt className="text-muted-foreground text-xs">{label}</dt>
                <dd className="truncate font-medium">{value}</dd>
              </div>
            ))}
          </dl>
        </AccountSection>
        <AccountSection title={t('preferences')}>
          <Preferences />
        </AccountSection>
        <AccountSection title={t('password')} hint={t('passwordHint')}>
          <OwnPassword />
        </AccountSection>
        <AccountSection title={t('sessions')} hint={t('sessionsHint')}>
          <SessionList first={sessions} />
        </AccountSection>
        <TokenList first={tokens} />
      </div>
    </div>
  );
}
