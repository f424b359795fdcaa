'use client';

import { useTranslations } from 'next-intl';
import type { Json } from '#lib/openapi/json-schema.ts';
import type { Parameter } from '#lib/openapi/read/read-call.ts';
import type { ApiDocument } from '#lib/openapi/read/resolve.ts';
import { SchemaTable } from './schema-table.tsx';

/** Parameters as a schema of their own, so that they read as bodies do. */
export function ParameterTable({
  parameters,
  document,
}: {
  parameters: readonly Parameter[];
  document: ApiDocument;
}) {
  const t = useTranslations('reference');
  const properties: Json = Object.fromEntries(
    parameters.map(({ name, description, schema }) => [name, { ...schema, description }]),
  );
  const places = new Map(parameters.map((each) => [each.name, t(`place.${each.in}`)]));
  return (
    <SchemaTable
      schema={{
        type: 'object',
        properties,
        required: parameters.filter((each) => each.required).map((each) => each.name),
      }}
      document={document}
      label={t('parameters')}
      placeOf={(name) => places.get(name)}
    />
  );
}
