export interface RestRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the origin, such as `/api/v1/tuning-jobs`. */
  path: string;
  body?: unknown;
}

const shellQuote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The request as a curl command. */
export function asCurl({ method, path, body }: RestRequest, origin: string): string {
  const lines = [
    `curl -X ${method} ${shellQuote(origin + path)}`,
    `  -H "Authorization: Bearer $STUDIO_TOKEN"`,
  ];
  if (method === 'POST') lines.push(`  -H "Idempotency-Key: $(uuidgen)"`);
  if (body !== undefined) {
    lines.push(`  -H 'Content-Type: application/json'`, `  -d ${shellQuote(JSON.stringify(body, null, 2))}`);
  }
  return lines.join(' \\\n');
}

/** A JSON value as a Python literal. */
function python(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const entries = Array.isArray(value)
    ? value.map((item) => python(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}: ${python(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  return `${open}\n${entries.map((entry) => `${inner}${entry},\n`).join('')}${indent}${close}`;
}

/** The request in Python, with nothing but `requests`. */
export function asPython({ method, path, body }: RestRequest, origin: string): string {
  const headers = [`"Authorization": f"Bearer {os.environ['STUDIO_TOKEN']}"`];
  if (method === 'POST') headers.push(`"Idempotency-Key": str(uuid.uuid4())`);
  return [
    'import os',
    ...(method === 'POST' ? ['import uuid'] : []),
    '',
    'import requests',
    '',
    'response = requests.request(',
    `    "${method}",`,
    `    ${JSON.stringify(origin + path)},`,
    `    headers={${headers.join(', ')}},`,
    ...(body === undefined ? [] : [`    json=${python(body, '    ')},`]),
    '    timeout=60,',
    ')',
    'response.raise_for_status()',
    'print(response.json())',
  ].join('\n');
}

/** The request as the OpenAPI document names it: operation, parameters, body. */
export function asOpenapi({ method, path, body }: RestRequest): string {
  return JSON.stringify(
    {
      path,
      method: method.toLowerCase(),
      security: [{ bearer: [] }],
      ...(body === undefined ? {} : { requestBody: { content: { 'application/json': { example: body } } } }),
    },
    null,
    2,
  );
}
