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
    summary: { en: 'Resource pools with their flavors', zh: '资源池及其规格' },
  }),
  restRoute({
    method: 'GET',
    path: '/flavors',
    verb: listFlavors,
    tag,
    summary: { en: 'Flavors that jobs may choose', zh: '任务可选的规格' },
  }),
  restRoute({
    method: 'GET',
    path: '/clusters',
    verb: listClusters,
    tag,
    summary: { en: 'Registered clusters', zh: '已登记的集群' },
  }),
];
