import { cn } from '#components/ui/cn.ts';

const LOOK: Readonly<Record<string, string>> = {
  GET: 'text-info',
  POST: 'text-success',
  PUT: 'text-warning',
  PATCH: 'text-warning',
  DELETE: 'text-danger',
};

export function Method({ method, className }: { method: string; className?: string }) {
  return (
    <span className={cn('shrink-0 font-mono font-semibold', LOOK[method] ?? 'text-foreground', className)}>
      {method}
    </span>
  );
}
