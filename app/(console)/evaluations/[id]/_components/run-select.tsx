'use client';

import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import type { EvaluationRun } from '#lib/contracts/evaluations.ts';

/** One of the runs; nothing to choose where there is one. */
export function RunSelect({
  label,
  runs,
  value,
  onChange,
}: {
  label: string;
  runs: readonly EvaluationRun[];
  value: string;
  onChange: (id: string) => void;
}) {
  const text = useMetricText();
  if (runs.length < 2) return null;
  return (
    <Select value={value} onValueChange={onChange}>
      <SelectTrigger aria-label={label} className="w-72">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {runs.map((run) => (
          <SelectItem key={run.id} value={run.id}>
            {text.run(run)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
