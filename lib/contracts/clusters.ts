import { z } from 'zod';
import { AgentInfo, Resources } from './agent/index.ts';
import { Instant, listOf, Page } from './common.ts';
import { ClusterId, PoolId } from './ids.ts';

/** What a job may choose of a pool. */
export const Flavor = z.object({
  /** `cpu-2`, `npu-2`. */
  id: z.string(),
  /** The same in every language: `CPU: 2 cores (8GB)`, `Ascend: 2*ascend-snt9b2(64GB)`. Pages name it from what follows. */
  name: z.string(),
  kind: z.enum(['cpu', 'npu']),
  /** Of one instance. */
  resources: Resources.omit({ instances: true }),
  /** What the cloud calls the cards: `ascend-snt9b2`; null without cards. */
  cardType: z.string().nullable(),
  /** Memory of one card, bytes; null without cards or when the cluster does not say. */
  cardMemoryBytes: z.number().nullable(),
  /** Of one instance; 0 is free. */
  fenPerHour: z.number().int().nonnegative(),
});
export type Flavor = z.infer<typeof Flavor>;

export const PoolSummary = z.object({
  id: PoolId,
  name: z.string(),
  kind: z.enum(['public', 'dedicated']),
  clusterId: ClusterId,
  clusterName: z.string(),
  /** The cluster's agent answers. */
  reachable: z.boolean(),
  driverVersion: z.string().nullable(),
  /** Empty while the cluster has never answered. */
  flavors: z.array(Flavor),
});
export type PoolSummary = z.infer<typeof PoolSummary>;
export const ListPoolsInput = Page;
export const PoolList = listOf(PoolSummary);
export type PoolList = z.infer<typeof PoolList>;

export const FlavorInPool = Flavor.extend({ poolId: PoolId });
export const ListFlavorsInput = Page.extend({ poolId: PoolId.optional() });
export const FlavorList = listOf(FlavorInPool);

export const ClusterSummary = z.object({
  id: ClusterId,
  name: z.string(),
  reachable: z.boolean(),
  lastSeenAt: Instant.nullable(),
  awaySince: Instant.nullable(),
  info: AgentInfo.nullable(),
});
export type ClusterSummary = z.infer<typeof ClusterSummary>;
export const ListClustersInput = Page;
export const ClusterList = listOf(ClusterSummary);
export type ClusterList = z.infer<typeof ClusterList>;
