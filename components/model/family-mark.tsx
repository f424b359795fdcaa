import { cn } from '#components/ui/cn.ts';

/** Letters that stand for a series; a series that is not here shows its first one. */
const MARKS: Record<string, string> = {
  Studio: 'St',
  'Hugging Face': 'HF',
  通义千问: 'Q',
  '通义千问1.5': 'Q1.5',
  通义千问2: 'Q2',
  '通义千问2.5': 'Q2.5',
  '通义千问2-VL': 'QVL',
  Llama2: 'L2',
  Llama3: 'L3',
  'Llama3.1': 'L3.1',
  'GLM-4': 'G4',
  ChatGLM3: 'G3',
  百川2: 'B2',
  DeepseekCoder: 'DC',
  'DeepSeek-R1': 'R1',
  'DeepSeek-V3': 'V3',
};

/** The mark of a model's family, beside its name. */
export function FamilyMark({ series, className }: { series: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-9 shrink-0 place-items-center rounded-lg border bg-surface font-mono font-semibold text-muted-foreground text-xs',
        className,
      )}
    >
      {MARKS[series] ?? series.slice(0, 1)}
    </span>
  );
}
