import type { BuiltRoute, Handler, RestRoutes } from './load-routes.ts';

export type Found = { handlerOf: (method: string) => Handler; params: Record<string, string | string[]> };

const BASE = '/api/v1/';
/** Paths that mean themselves. Slashes at the end, dots and backslashes are resolved or redirected by Next.js. */
const PLAIN = /^\/api\/v1(?:\/(?!\.{1,2}(?:\/|$))[^/\\]+)+$/;

const parameterOf = (part: string): string | null => /^\[(\w+)\]$/.exec(part)?.[1] ?? null;
const catchAllOf = (part: string | undefined): string | null =>
  /^\[\.\.\.(\w+)\]$/.exec(part ?? '')?.[1] ?? null;

/** The handler of a path, with its parameters still percent-encoded, as Next.js hands them over; null: Next's affair. */
export function findRoute({ routes, pages }: RestRoutes, pathname: string): Found | null {
  if (!PLAIN.test(pathname)) return null;
  const below = pathname.slice(BASE.length);
  if (pages.some((page) => below === page || below.startsWith(`${page}.`) || below.startsWith(`${page}/`)))
    return null;
  const path = below.split('/');
  const exact = routes
    .filter(({ parts }) => fits(parts, path))
    .sort((a, b) => parameters(a.parts) - parameters(b.parts))[0];
  if (exact) return { handlerOf: exact.handlerOf, params: paramsOf(exact.parts, path) };
  const rest = routes.find(({ parts }) => parts.length === 1 && catchAllOf(parts[0]));
  const name = catchAllOf(rest?.parts[0]);
  return rest && name ? { handlerOf: rest.handlerOf, params: { [name]: path } } : null;
}

const fits = (parts: BuiltRoute['parts'], path: string[]): boolean =>
  parts.length === path.length && parts.every((part, at) => part === path[at] || parameterOf(part) !== null);

const parameters = (parts: BuiltRoute['parts']): number =>
  parts.filter((part) => parameterOf(part) !== null).length;

function paramsOf(parts: BuiltRoute['parts'], path: string[]): Record<string, string> {
  const params: Record<string, string> = {};
  parts.forEach((part, at) => {
    const name = parameterOf(part);
    if (name) params[name] = path[at] ?? '';
  });
  return params;
}
