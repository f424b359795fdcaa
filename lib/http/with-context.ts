import { identifyCaller, refuseUnchangedPassword } from '#lib/auth/request-context.ts';
import { services } from '#lib/auth/services.ts';
import type { Permission } from '#lib/contracts/permissions.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { answering } from './answer.ts';
import { requireSameOrigin } from './same-origin.ts';

type RawHandler<P> = (request: Request, ctx: Context, params: P) => Promise<Response>;
type RouteArguments<P> = { params: Promise<P> };

/**
 * A route handler whose body is not JSON (upload parts, downloads, logs): authentication, origin check and errors as
 * everywhere. `route` is its path for metrics; `permission` is checked before the handler runs when given.
 */
export const withContext =
  <P extends Record<string, string | string[]>>(
    options: { route: string; permission?: Permission },
    handler: RawHandler<P>,
  ) =>
  async (request: Request, { params }: RouteArguments<P>): Promise<Response> => {
    const shared = await services();
    return answering(request, shared, options.route, async (requestId) => {
      const caller = await identifyCaller(request, shared, { requestId });
      refuseUnchangedPassword(caller);
      const reads = request.method === 'GET' || request.method === 'HEAD';
      if (caller.proof === 'cookie' && !reads) requireSameOrigin(request, shared.settings);
      if (options.permission) requirePermission(caller.ctx, options.permission);
      return handler(request, caller.ctx, await params);
    });
  };
