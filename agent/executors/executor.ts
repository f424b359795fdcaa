import type { z } from 'zod';
import type {
  AgentInfo,
  Card,
  LogPage,
  LogQuery,
  Node,
  ObservedJob,
  Preflight,
  PreflightRequest,
  Queue,
  SubmitJob,
  Telemetry,
} from '#lib/contracts/agent/index.ts';

export type ExecutorInfo = Omit<AgentInfo, 'version' | 'logId' | 'lastSeq'>;

/**
 * Runs jobs somewhere: processes of this machine, a Kubernetes cluster, a simulation. Everything a job goes through
 * is written to the journal; contract.test.ts says what every executor has to hold.
 */
export interface Executor {
  /** Finds again what runs, then begins to work. */
  start(): Promise<void>;
  /** Ends this object's own work; runners go on and are found at the next start. `final`: no agent follows soon. */
  close(final?: boolean): Promise<void>;

  /** Idempotent as AGENT_ROUTES says; durable before it resolves. */
  submit(id: string, input: z.infer<typeof SubmitJob>): Promise<ObservedJob>;
  /** Asks a job to end; it ends later. A job that ended already keeps its true result. */
  stop(id: string, graceSeconds: number): Promise<ObservedJob>;
  /** Forgets a finished job and its files; false when it was unknown. */
  remove(id: string): Promise<boolean>;
  observe(id: string): ObservedJob | null;
  observeAll(): ObservedJob[];

  logs(id: string, query: z.infer<typeof LogQuery>, signal: AbortSignal): Promise<LogPage>;
  preflight(request: z.infer<typeof PreflightRequest>): Promise<Preflight>;
  nodes(): Promise<z.infer<typeof Node>[]>;
  cards(): Promise<Card[]>;
  queues(): Promise<z.infer<typeof Queue>[]>;
  telemetry(): Promise<z.infer<typeof Telemetry>>;
  info(): Promise<ExecutorInfo>;
}
