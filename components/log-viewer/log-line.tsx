import { cn } from '#components/ui/cn.ts';

/** A line with its number; every place that holds `mark` is lit. */
export function LogLine({
  n,
  text,
  mark,
  current,
  wrap,
}: {
  n: number;
  text: string | undefined;
  mark: string;
  current: boolean;
  wrap: boolean;
}) {
  return (
    <div className={cn('flex font-mono text-xs leading-5', current && 'bg-primary-soft')}>
      <span className="sticky left-0 w-16 shrink-0 select-none border-r bg-surface pr-2 text-right text-muted-foreground">
        {n + 1}
      </span>
      <span className={cn('min-w-0 px-3', wrap ? 'whitespace-pre-wrap break-all' : 'whitespace-pre')}>
        {text === undefined ? '…' : highlight(text, mark, current)}
      </span>
    </div>
  );
}

function highlight(text: string, mark: string, current: boolean) {
  const wanted = mark.toLowerCase();
  if (wanted === '') return text;
  const lower = text.toLowerCase();
  const parts: React.ReactNode[] = [];
  let from = 0;
  for (let hit = lower.indexOf(wanted); hit !== -1; hit = lower.indexOf(wanted, from)) {
    const end = hit + wanted.length;
    parts.push(text.slice(from, hit));
    parts.push(
      <mark key={hit} className={cn('text-foreground', current ? 'bg-mark-current' : 'bg-mark')}>
        {text.slice(hit, end)}
      </mark>,
    );
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}
