import type { Locale } from '#lib/contracts/values/locale.ts';
import { REST_TAGS, type RestRoute, type RestTag } from '#lib/http/rest/rest-route.ts';
import { isRecord, type Json } from './json-schema.ts';
import type { RawRoute } from './raw-routes.ts';

export type CallEntry = {
  /** `operationId` of the document. */
  id: string;
  method: string;
  /** Below /api/v1. */
  path: string;
  summary: string;
  /** Right that the caller needs; null where being signed in, or nothing at all, is enough. */
  permission: string | null;
};
export type CallGroup = { tag: RestTag; calls: CallEntry[] };

/** Every call by group, for the reference page's list; the document itself is fetched when a call is opened. */
export function callIndex(
  document: Json,
  routes: readonly (RestRoute | RawRoute)[],
  locale: Locale,
): CallGroup[] {
  const paths = isRecord(document.paths) ? document.paths : {};
  const idOf = (method: string, path: string): string => {
    const entry = paths[path];
    const operation = isRecord(entry) ? entry[method.toLowerCase()] : undefined;
    return isRecord(operation) ? String(operation.operationId) : `${method} ${path}`;
  };
  return REST_TAGS.map((tag) => ({
    tag,
    calls: routes
      .filter((route) => route.tag === tag)
      .map((route) => ({
        id: idOf(route.method, route.path),
        method: route.method,
        path: route.path,
        summary: route.summary[locale],
        permission: 'verb' in route ? route.verb.permission : null,
      })),
  })).filter(({ calls }) => calls.length > 0);
}
