import { redirect } from 'next/navigation';
import { pageContext } from '#lib/auth/context.ts';

/** The first page a person may see. */
export default async function HomePage() {
  const { permissions } = await pageContext();
  if (permissions.has('square:read')) redirect('/square');
  redirect(permissions.has('playground:use') ? '/playground' : '/account');
}
