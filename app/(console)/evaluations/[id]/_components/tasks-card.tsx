'use client';

import { useTranslations } from 'next-intl';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { useFormat } from '#components/format/use-format.ts';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { Evaluation, EvaluationRun } from '#lib/contracts/evaluations.ts';

/** Each task of lm-evaluation-harness by itself, in its own words; nothing where a dataset was asked. */
export function TasksCard({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations.tasks');
  const text = useMetricText();
  const measured = row.runs.filter((run) => run.tasks.length > 0);
  if (measured.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-2">
        <div className="rounded-lg border">
          <Table aria-label={t('title')}>
            <TableHeader>
              <tr>
                <TableHead>{t('task')}</TableHead>
                <TableHead>{t('target')}</TableHead>
                <TableHead className="text-right">{t('questions')}</TableHead>
                <TableHead>{t('figures')}</TableHead>
                <TableHead>{t('data')}</TableHead>
              </tr>
            </TableHeader>
            <TableBody>
              {(row.harness?.tasks ?? []).flatMap((name) =>
                measured.flatMap((run) =>
                  run.tasks
                    .filter((task) => task.name === name)
                    .map((task) => <TaskRow key={`${run.id}-${name}`} task={task} target={text.run(run)} />),
                ),
              )}
            </TableBody>
          </Table>
        </div>
        <p className="text-muted-foreground text-xs">{t('legend')}</p>
      </CardContent>
    </Card>
  );
}

function TaskRow({ task, target }: { task: EvaluationRun['tasks'][number]; target: string }) {
  const t = useTranslations('evaluations.tasks');
  const format = useFormat();
  return (
    <TableRow>
      <TableCell>
        <span className="font-medium">{task.name}</span>
        <span className="block text-muted-foreground text-xs">
          {t('taskVersion', { version: task.taskVersion })} · {t('shots', { count: task.fewShot })}
        </span>
      </TableCell>
      <TableCell className="max-w-60 truncate">{target}</TableCell>
      <TableCell className="text-right font-mono tabular-nums">{format.number(task.samples)}</TableCell>
      <TableCell>
        <ul className="font-mono text-xs tabular-nums">
          {task.figures.map(({ metric, filter, value, stderr }) => (
            <li key={`${metric},${filter}`}>
              {filter === 'none' ? metric : `${metric},${filter}`} {value.toFixed(4)}
              {stderr === null ? null : (
                <span className="text-muted-foreground" title={t('errorHint')}>
                  {' '}
                  {t('error', { value: stderr.toFixed(4) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      </TableCell>
      <TableCell className="font-mono text-muted-foreground text-xs" title={task.dataSha256}>
        {task.dataSha256.slice(0, 12)}
      </TableCell>
    </TableRow>
  );
}
