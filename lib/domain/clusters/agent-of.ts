import { AgentClient } from '#lib/platform/agent-client.ts';

const clients = new Map<string, AgentClient>();

/** The client of a cluster's agent for a person who waits: one connection pool a process, one short try. */
export function agentOf(cluster: { url: string; token: string }): AgentClient {
  const key = `${cluster.url} ${cluster.token}`;
  const known = clients.get(key);
  if (known) return known;
  const made = new AgentClient({ url: cluster.url, token: cluster.token, timeoutSeconds: 5, retries: 0 });
  clients.set(key, made);
  return made;
}
