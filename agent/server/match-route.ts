import { AGENT_ROUTES, type AgentRouteName } from '#lib/contracts/agent/index.ts';
import { AgentProblem } from '../agent-error.ts';

const NAMES = Object.keys(AGENT_ROUTES) as AgentRouteName[];
const PATTERNS = NAMES.map((name) => ({
  name,
  method: AGENT_ROUTES[name].method,
  pattern: new RegExp(`^${AGENT_ROUTES[name].path.replace('{id}', '([^/]+)')}$`),
}));

/** The route of a request and the id in its path. */
export function matchRoute(method: string, path: string): { name: AgentRouteName; id: string | null } {
  const matching = PATTERNS.flatMap((route) => {
    const found = route.pattern.exec(path);
    return found ? [{ ...route, id: found[1] ?? null }] : [];
  });
  const route = matching.find((candidate) => candidate.method === method);
  if (route) return { name: route.name, id: route.id };
  if (matching.length > 0) {
    const allowed = matching.map((candidate) => candidate.method).join(', ');
    throw new AgentProblem(405, 'method.wrong', `${path} answers ${allowed}, not ${method}.`);
  }
  throw new AgentProblem(404, 'route.missing', `There is nothing at ${path}.`);
}
