import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AGENT_ROUTES, AgentError, type AgentRouteName } from '#lib/contracts/agent/index.ts';

const FILE = join(import.meta.dirname, '../../agent/openapi.json');

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
};
const json = (schema: object, type = 'application/json') => ({ content: { [type]: { schema } } });

/** One operation of the table; a query's fields become parameters. */
function operation(name: AgentRouteName): object {
  const route = AGENT_ROUTES[name];
  const query = route.query ? Object.entries<z.ZodType>(route.query.shape) : [];
  const parameters = [
    ...(route.path.includes('{id}')
      ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
      : []),
    ...query.map(([field, schema]) => ({
      name: field,
      in: 'query',
      required: !schema.safeParse(undefined).success,
      schema: schemaOf(schema, 'output'),
    })),
  ];
  const type = name === 'events' ? 'application/x-ndjson' : 'application/json';
  return {
    operationId: name,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, ...json(schemaOf(route.body, 'input')) } } : {}),
    responses: {
      200: { description: 'Done', ...json(schemaOf(route.response, 'output'), type) },
      default: { description: 'Refused or failed', ...json({ $ref: '#/components/schemas/AgentError' }) },
    },
  };
}

/** The agent's OpenAPI document, made from its route table alone. */
export function agentOpenApi(): string {
  const paths: Record<string, Record<string, object>> = {};
  for (const name of Object.keys(AGENT_ROUTES) as AgentRouteName[]) {
    const { path, method } = AGENT_ROUTES[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name) };
  }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Studio agent',
      version: '1',
      description: 'Runs the jobs of one cluster. Unknown fields are refused; bodies hold at most 1 MiB.',
    },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { AgentError: schemaOf(AgentError, 'output') },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

if (import.meta.main) {
  const wanted = agentOpenApi();
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, wanted);
  } else if (readFileSync(FILE, 'utf8') !== wanted) {
    console.error('agent/openapi.json is out of date: run node scripts/generate/agent-openapi.ts');
    process.exit(1);
  }
}
