import { iamRoutes } from './iam.ts';
import type { RestRoute } from './rest-route.ts';

/** The whole platform REST API. */
export const REST_ROUTES: readonly RestRoute[] = [...iamRoutes];
