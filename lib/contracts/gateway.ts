import { z } from 'zod';
import { Instant } from './common.ts';

/** A running service that the gateway may route to. */
export const SnapshotService = z.object({
  /** What callers write into `model`. */
  callName: z.string().min(1),
  accountId: z.string(),
  createdAt: Instant,
});

/**
 * All that the gateway knows, as the controller gives it at `GET /internal/snapshot`
 * (bearer STUDIO_INTERNAL_TOKEN, ETag, `?waitSeconds=` holds an unchanged answer back as 304).
 */
export const GatewaySnapshot = z.object({ services: z.array(SnapshotService) });
export type GatewaySnapshot = z.infer<typeof GatewaySnapshot>;
export const SNAPSHOT_PATH = '/internal/snapshot';
