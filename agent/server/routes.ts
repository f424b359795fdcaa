import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { AGENT_ROUTES, type AgentRouteName } from '#lib/contracts/agent/index.ts';
import { AgentProblem, jobMissing } from '../agent-error.ts';
import type { Executor } from '../executors/executor.ts';
import type { Journal } from '../journal/journal.ts';
import { parseBody, parseId, parseQuery } from './read-request.ts';

export type Call = {
  request: IncomingMessage;
  id: string | null;
  search: URLSearchParams;
  /** Fires when the caller is gone or the agent stops. */
  signal: AbortSignal;
};
type Answers = {
  [Name in Exclude<AgentRouteName, 'events'>]: (
    call: Call,
  ) => Promise<z.input<(typeof AGENT_ROUTES)[Name]['response']>>;
};

/** What each route does; `events` alone streams and is served beside it. */
export function agentRoutes(executor: Executor, journal: Journal, version: string): Answers {
  return {
    submitJob: async ({ request, id }) =>
      executor.submit(parseId(id), await parseBody(AGENT_ROUTES.submitJob.body, request)),
    getJob: async ({ id }) => {
      const job = executor.observe(parseId(id));
      if (!job) throw jobMissing(parseId(id));
      return job;
    },
    listJobs: async () => ({ items: executor.observeAll() }),
    deleteJob: async ({ id }) => ({ deleted: await executor.remove(parseId(id)) }),
    stopJob: async ({ request, id }) => {
      const { graceSeconds } = await parseBody(AGENT_ROUTES.stopJob.body, request);
      return executor.stop(parseId(id), graceSeconds);
    },
    logs: async ({ id, search, signal }) =>
      executor.logs(parseId(id), parseQuery(AGENT_ROUTES.logs.query, search), signal),
    preflight: async ({ request }) =>
      executor.preflight(await parseBody(AGENT_ROUTES.preflight.body, request)),
    nodes: async () => ({ items: await executor.nodes() }),
    cards: async () => ({ items: await executor.cards() }),
    queues: async () => ({ items: await executor.queues() }),
    telemetry: () => executor.telemetry(),
    info: async () => ({
      version,
      logId: journal.logId,
      lastSeq: journal.lastSeq,
      ...(await executor.info()),
    }),
  };
}

/** Events after the cursor as NDJSON lines; waits for the first when asked to. */
export async function eventLines(journal: Journal, { search, signal }: Call): Promise<string[]> {
  const { after, limit, waitSeconds } = parseQuery(AGENT_ROUTES.events.query, search);
  if (after > journal.lastSeq) {
    const message = `after=${after} is beyond this log's end ${journal.lastSeq}: it is another log; start at 0.`;
    throw new AgentProblem(409, 'cursor.unknown', message);
  }
  const lines = journal.read(after, limit);
  if (lines.length > 0 || waitSeconds === 0) return lines;
  await journal.waitForNews(waitSeconds * 1000, signal);
  return journal.read(after, limit);
}
