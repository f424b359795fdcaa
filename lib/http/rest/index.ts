import { iamRoutes } from './iam.ts';
import { modelRoutes } from './models.ts';
import type { RestRoute } from './rest-route.ts';
import { storageRoutes } from './storage.ts';

/** The whole platform REST API. */
export const REST_ROUTES: readonly RestRoute[] = [...iamRoutes, ...modelRoutes, ...storageRoutes];
