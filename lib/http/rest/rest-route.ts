import type { Permission } from '#lib/contracts/permissions.ts';
import type { Locale } from '#lib/contracts/values/locale.ts';
import type { Verb } from '#lib/domain/verb.ts';

/** What the calls are grouped by; the reference page names the groups (`reference.group`). */
export const REST_TAGS = [
  'identity',
  'square',
  'models',
  'datasets',
  'storage',
  'tuning',
  'compression',
  'evaluations',
  'services',
  'preset-services',
  'api-keys',
  'service-groups',
  'calls',
  'playground',
  'moderation',
  'jobs',
  'clusters',
  'live',
  'reference',
] as const;
export type RestTag = (typeof REST_TAGS)[number];
export type Summary = Readonly<Record<Locale, string>>;

/**
 * One line of the platform REST API. The dispatcher, the OpenAPI document and the reference page read it.
 * The verb's input is the path's parameters merged over the query (GET, DELETE) or the JSON body.
 */
export type RestRoute = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1, with `{name}` for parameters. */
  path: string;
  verb: Verb;
  tag: RestTag;
  summary: Summary;
  /** 200 unless told; 201 for what creates. */
  status?: 200 | 201 | 202;
  /** Wants the password itself (HTTP Basic) or a signed-in browser: a bearer token is refused. */
  proof?: 'password';
};

// A verb's call is contravariant in its input; the dispatcher parses before it calls, so widening here is sound.
type AnyVerb = { writes: boolean; permission: Permission; input: unknown; output: unknown };

export const restRoute = (route: Omit<RestRoute, 'verb'> & { verb: AnyVerb }): RestRoute =>
  route as RestRoute;
