/** Where to go after signing in: a path of this site, or `/` for anything that could lead elsewhere. */
export function wayBack(next: string | string[] | null | undefined): string {
  const path = Array.isArray(next) ? next[0] : next;
  if (!path?.startsWith('/') || !URL.canParse(path, 'http://studio.invalid')) return '/';
  const url = new URL(path, 'http://studio.invalid');
  if (url.origin !== 'http://studio.invalid' || /^\/(?:sign-in|api)(?:\/|$)/.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}`;
}

export const signInPath = (path: string): string => {
  const back = wayBack(path);
  return back === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(back)}`;
};
