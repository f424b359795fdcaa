import { listClusters } from '#lib/domain/clusters/list-clusters.ts';
import { listFlavors } from '#lib/domain/clusters/list-flavors.ts';
import { listPools } from '#lib/domain/clusters/list-pools.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'clusters';

export const clusterRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/pools',
    verb: listPools,
    tag,
    summary: 'Resource pools with their flavors',
  }),
  restRoute({
    method: 'GET',
    path: '/flavors',
    verb: listFlavors,
    tag,
    summary: 'Flavors that jobs may choose',
  }),
  restRoute({ method: 'GET', path: '/clusters', verb: listClusters, tag, summary: 'Registered clusters' }),
];
