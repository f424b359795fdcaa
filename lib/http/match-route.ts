import type { RestRoute } from './rest/rest-route.ts';

export type Matched =
  | { kind: 'found'; route: RestRoute; params: Record<string, string> }
  | { kind: 'wrong-method'; allowed: string[] }
  | { kind: 'none' };

type Compiled = { route: RestRoute; parts: string[] };
const compiled = new WeakMap<readonly RestRoute[], Compiled[]>();

/** Finds the row of the table; a fixed name wins over a parameter in the same place. */
export function matchRoute(routes: readonly RestRoute[], method: string, path: readonly string[]): Matched {
  const fitting = compile(routes).filter(({ parts }) => fits(parts, path));
  if (fitting.length === 0) return { kind: 'none' };
  const hit = fitting
    .filter(({ route }) => route.method === method)
    .sort((a, b) => parameters(a.parts) - parameters(b.parts))[0];
  if (!hit) return { kind: 'wrong-method', allowed: [...new Set(fitting.map(({ route }) => route.method))] };
  const params: Record<string, string> = {};
  hit.parts.forEach((part, at) => {
    if (isParameter(part)) params[part.slice(1, -1)] = path[at] ?? '';
  });
  return { kind: 'found', route: hit.route, params };
}

function compile(routes: readonly RestRoute[]): Compiled[] {
  const known = compiled.get(routes);
  if (known) return known;
  const made = routes.map((route) => ({ route, parts: route.path.split('/').filter(Boolean) }));
  compiled.set(routes, made);
  return made;
}

const isParameter = (part: string): boolean => part.startsWith('{');
const parameters = (parts: string[]): number => parts.filter(isParameter).length;
const fits = (parts: string[], path: readonly string[]): boolean =>
  parts.length === path.length && parts.every((part, at) => isParameter(part) || part === path[at]);
