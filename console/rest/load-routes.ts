import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from '#lib/platform/logger.ts';

export type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response> | Response;

export type BuiltRoute = {
  /** Below /api/v1, as the folders are named: `['jobs', '[id]', 'tensorboard']`. */
  parts: string[];
  /** What answers a method; HEAD, OPTIONS and refusals are Next's own. */
  handlerOf: (method: string) => Handler;
};
export type RestRoutes = {
  routes: BuiltRoute[];
  /** Paths below /api/v1 that are pages. */
  pages: string[];
};

const BASE = '/api/v1/';
type RouteModule = { ensureUserland: () => Promise<void>; resolveHandler: (method: string) => Handler };
// A check of shape alone: a parsed copy would lose what its methods belong to.
const BuiltModule = z.custom<{ routeModule: RouteModule }>(
  (value) =>
    z
      .object({ routeModule: z.object({ ensureUserland: z.function(), resolveHandler: z.function() }) })
      .safeParse(value).success,
);

/**
 * The REST handlers as `next build` made them: the modules that Next.js itself would call, so nothing is loaded twice.
 * Their place and shape are Next's own affair. Where it changed them, the route is left out and Next.js answers it, slower.
 */
export async function loadRoutes(root: string, logger: Logger): Promise<RestRoutes> {
  const built = join(root, '.next', 'server');
  const require = createRequire(join(built, 'index.js'));
  const loaded: RestRoutes = { routes: [], pages: [] };
  for (const [entry, file] of Object.entries(readManifest(built, logger))) {
    const path = entry.replace(/\/\([^/]+\)/g, '');
    if (!path.startsWith(BASE)) continue;
    const below = path.slice(BASE.length).split('/');
    if (below.pop() === 'page') loaded.pages.push(below.join('/'));
    else {
      const route = await load(require, join(built, file), below, logger);
      if (route) loaded.routes.push(route);
    }
  }
  return loaded;
}

function readManifest(built: string, logger: Logger): Record<string, string> {
  try {
    const text = readFileSync(join(built, 'app-paths-manifest.json'), 'utf8');
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch (error) {
    logger.warn({ err: error }, 'the build names its routes in another way: REST calls go through Next.js');
    return {};
  }
}

async function load(
  require: NodeJS.Require,
  file: string,
  parts: string[],
  logger: Logger,
): Promise<BuiltRoute | null> {
  try {
    const { routeModule } = BuiltModule.parse(await require(file));
    await routeModule.ensureUserland();
    return { parts, handlerOf: (method) => routeModule.resolveHandler(method) };
  } catch (error) {
    logger.warn({ err: error, route: parts.join('/') }, 'a route has another shape: Next.js answers it');
    return null;
  }
}
