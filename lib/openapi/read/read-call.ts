import { isRecord, type Json } from '../json-schema.ts';
import { type ApiDocument, listOf, resolve } from './resolve.ts';

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description: string;
  schema: Json;
};
export type Content = { type: string; schema: Json };
/** One operation of the document with its references followed. */
export type Call = {
  parameters: Parameter[];
  body: Content | null;
  answer: { status: string; content: Content | null };
  errors: { status: string; codes: string }[];
};

export function readCall(document: ApiDocument, method: string, path: string): Call | null {
  const paths = isRecord(document.paths) ? document.paths : {};
  const entry = paths[path];
  const operation = isRecord(entry) ? entry[method.toLowerCase()] : undefined;
  if (!isRecord(operation)) return null;
  const responses = Object.entries(isRecord(operation.responses) ? operation.responses : {}).map(
    ([status, response]) => ({ status, response: resolve(response, document) }),
  );
  const good = responses.find(({ status }) => status.startsWith('2'));
  return {
    parameters: listOf(operation.parameters).flatMap((part) => parameterOf(part, document)),
    body: isRecord(operation.requestBody) ? contentOf(operation.requestBody, document) : null,
    answer: { status: good?.status ?? '200', content: good ? contentOf(good.response, document) : null },
    errors: responses
      .filter(({ status }) => /^[45]/.test(status))
      .map(({ status, response }) => ({ status, codes: String(response.description ?? '') })),
  };
}

function parameterOf(part: unknown, document: ApiDocument): Parameter[] {
  const found = resolve(part, document);
  const place = found.in;
  if (place !== 'path' && place !== 'query' && place !== 'header') return [];
  const schema = resolve(found.schema, document);
  return [
    {
      name: String(found.name),
      in: place,
      required: found.required === true,
      description: String(found.description ?? schema.description ?? ''),
      schema,
    },
  ];
}

function contentOf(holder: Json, document: ApiDocument): Content | null {
  const [entry] = Object.entries(isRecord(holder.content) ? holder.content : {});
  if (!entry) return null;
  const [type, media] = entry;
  return { type, schema: resolve(isRecord(media) ? media.schema : undefined, document) };
}
