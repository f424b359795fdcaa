import { accessRoutes } from './access.ts';
import { callRoutes } from './calls.ts';
import { clusterRoutes } from './clusters.ts';
import { compressionRoutes } from './compression.ts';
import { datasetRoutes } from './datasets.ts';
import { evaluationRoutes } from './evaluations.ts';
import { iamRoutes } from './iam.ts';
import { jobRoutes } from './jobs.ts';
import { modelRoutes } from './models.ts';
import { moderationRoutes } from './moderation.ts';
import { playgroundRoutes } from './playground.ts';
import { presetRoutes } from './presets.ts';
import type { RestRoute } from './rest-route.ts';
import { serviceRoutes } from './services.ts';
import { storageRoutes } from './storage.ts';
import { tuningRoutes } from './tuning.ts';

/** The whole platform REST API. */
export const REST_ROUTES: readonly RestRoute[] = [
  ...tuningRoutes,
  ...compressionRoutes,
  ...serviceRoutes,
  ...presetRoutes,
  ...jobRoutes,
  ...evaluationRoutes,
  ...clusterRoutes,
  ...iamRoutes,
  ...modelRoutes,
  ...storageRoutes,
  ...datasetRoutes,
  ...accessRoutes,
  ...callRoutes,
  ...playgroundRoutes,
  ...moderationRoutes,
];
