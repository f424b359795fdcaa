'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { Json } from '#lib/openapi/json-schema.ts';
import type { ApiDocument } from '#lib/openapi/read/resolve.ts';
import { type SchemaRow, schemaRows, typeOf } from '#lib/openapi/read/schema-rows.ts';

const INDENT_REM = 1.25;

/** A JSON Schema as a table: field, type, and what its value may be. */
export function SchemaTable({
  schema,
  document,
  label,
  placeOf,
}: {
  schema: Json;
  document: ApiDocument;
  label: string;
  /** Where a parameter travels; a body has no such column. */
  placeOf?: (name: string) => string | undefined;
}) {
  const t = useTranslations('reference');
  const rows = useMemo(() => schemaRows(schema, document), [schema, document]);
  if (rows.length === 0)
    return <code className="font-mono text-muted-foreground text-xs">{typeOf(schema, document)}</code>;
  return (
    <div className="overflow-hidden rounded-lg border">
      <Table aria-label={label}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('field')}</TableHead>
            {placeOf ? <TableHead>{t('where')}</TableHead> : null}
            <TableHead>{t('type')}</TableHead>
            <TableHead>{t('meaning')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.key}>
              <TableCell className="align-top" style={{ paddingLeft: `${0.75 + row.depth * INDENT_REM}rem` }}>
                {row.variant ? (
                  <span className="text-muted-foreground text-xs">{t('shape', { name: row.name })}</span>
                ) : (
                  <code className="font-mono text-xs">{row.name}</code>
                )}
                {row.required ? <span className="ml-2 text-danger text-xs">{t('required')}</span> : null}
              </TableCell>
              {placeOf ? (
                <TableCell className="align-top text-muted-foreground text-xs">{placeOf(row.name)}</TableCell>
              ) : null}
              <TableCell className="align-top font-mono text-muted-foreground text-xs">{row.type}</TableCell>
              <TableCell className="min-w-64 whitespace-normal align-top">
                <Meaning row={row} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Meaning({ row: { description, limits } }: { row: SchemaRow }) {
  const t = useTranslations('reference');
  const between = (least: number | undefined, most: number | undefined, kind: 'value' | 'length') => {
    if (least !== undefined && most !== undefined) return t(`limit.${kind}Between`, { least, most });
    if (least !== undefined) return t(`limit.${kind}Least`, { least });
    return most === undefined ? null : t(`limit.${kind}Most`, { most });
  };
  const words = [
    between(limits.min, limits.max, 'value'),
    between(limits.minLength, limits.maxLength, 'length'),
    limits.default === undefined ? null : t('limit.default', { value: limits.default }),
  ].filter((part) => part !== null);
  return (
    <div className="flex flex-col gap-0.5">
      {description ? <span>{description}</span> : null}
      {limits.values.length > 0 ? (
        <code className="break-words font-mono text-muted-foreground text-xs">
          {limits.values.join(' | ')}
        </code>
      ) : null}
      {words.length > 0 ? (
        <span className="text-muted-foreground text-xs">{words.join(t('limit.joint'))}</span>
      ) : null}
      {limits.pattern ? (
        <code className="break-all font-mono text-muted-foreground text-xs">{limits.pattern}</code>
      ) : null}
    </div>
  );
}
