'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useModelText } from '#components/model/use-model-text.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { TemplateDetail } from '#lib/contracts/templates.ts';

export function Introduction({ template }: { template: TemplateDetail }) {
  const t = useTranslations('square');
  const text = useModelText();
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="flex min-w-0 flex-col gap-6">
        <p className="max-w-3xl leading-relaxed">{text.pick(template.introduction)}</p>
        {template.weightsNote ? (
          <Part title={t('weightsNote')}>
            <p className="max-w-3xl leading-relaxed">{text.pick(template.weightsNote)}</p>
          </Part>
        ) : null}
        <Part title={t('useCases')}>
          <ul className="ml-5 flex list-disc flex-col gap-1">
            {template.useCases.map((useCase) => (
              <li key={useCase.en}>{text.pick(useCase)}</li>
            ))}
          </ul>
        </Part>
        <Part title={t('versionsTitle')}>
          <div className="rounded-lg border">
            <Table>
              <TableHeader>
                <tr>
                  <TableHead>{t('versionName')}</TableHead>
                  <TableHead>{t('parameters')}</TableHead>
                  <TableHead>{t('context')}</TableHead>
                  <TableHead>{t('facet.quantisation')}</TableHead>
                </tr>
              </TableHeader>
              <TableBody>
                {template.siblings.map((other) => (
                  <TableRow key={other.slug}>
                    <TableCell>
                      {other.slug === template.slug ? (
                        <span aria-current="page" className="font-medium">
                          {other.name}
                        </span>
                      ) : (
                        <Link
                          href={`/square/${other.slug}`}
                          className="inline-flex min-h-6 items-center text-link hover:underline"
                        >
                          {other.name}
                        </Link>
                      )}
                    </TableCell>
                    <TableCell className="font-mono">{text.size(other.sizeBillion)}</TableCell>
                    <TableCell className="font-mono">{text.length(other.contextLength)}</TableCell>
                    <TableCell>{t(`quantisation.${other.quantisation}`)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
        </Part>
      </div>
      <div className="flex flex-col gap-6">
        <Part title={t('facet.scenario')}>
          <p className="flex flex-wrap gap-1.5">
            {template.scenarios.map((scenario) => (
              <Badge key={scenario}>{t(`scenario.${scenario}`)}</Badge>
            ))}
          </p>
        </Part>
        <Part title={t('structure')}>
          <Structure expected={template.expected} />
        </Part>
      </div>
    </div>
  );
}

function Structure({ expected }: { expected: TemplateDetail['expected'] }) {
  const t = useTranslations('square');
  const rows: [string, string][] = [
    ...(expected.architecture ? [['architectures', expected.architecture] as [string, string]] : []),
    ...(expected.modelType ? [['model_type', expected.modelType] as [string, string]] : []),
    ...Object.entries(expected.config).map(([key, value]): [string, string] => [key, String(value)]),
  ];
  if (rows.length === 0) return <p className="text-muted-foreground text-xs">{t('noStructure')}</p>;
  return (
    <>
      <p className="mb-2 text-muted-foreground text-xs">{t('structureHint')}</p>
      <dl className="flex flex-col gap-1 font-mono text-xs">
        {rows.map(([key, value]) => (
          <div key={key} className="flex justify-between gap-3">
            <dt className="text-muted-foreground">{key}</dt>
            <dd className="break-all text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 font-semibold">{title}</h2>
      {children}
    </section>
  );
}
