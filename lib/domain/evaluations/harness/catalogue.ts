import { z } from 'zod';
import written from './catalogue.generated.json' with { type: 'json' };

const Task = z.object({
  config: z.string(),
  repository: z.string(),
  subset: z.string().nullable(),
  split: z.string(),
  /** Where examples come from; null: the task brings its own. */
  shotSplit: z.string().nullable(),
  /** Examples as the task says; 0: it never has any. */
  shots: z.number().int().nullable(),
  choice: z.boolean(),
  norm: z.boolean(),
});
export type HarnessDefinition = z.infer<typeof Task> & { name: string };

const { version, tasks, groups } = z
  .object({
    version: z.string(),
    tasks: z.record(z.string(), Task),
    groups: z.record(z.string(), z.array(z.string())),
  })
  .parse(written);

/** Written by engine/studio_engine/harness_catalogue.py for this version of lm-evaluation-harness. */
export const HARNESS_VERSION = version;
export const REPOSITORIES = new Set(Object.values(tasks).map(({ repository }) => repository));
/** Tasks and groups, by name. */
export const HARNESS_NAMES = [...Object.keys(groups), ...Object.keys(tasks)].sort();

/** A task itself, or the tasks of a group; null when there is no such name. */
export function definitionsOf(name: string): HarnessDefinition[] | null {
  const names = Object.hasOwn(groups, name) ? (groups[name] ?? []) : [name];
  const found = names.flatMap((each) => {
    const task = Object.hasOwn(tasks, each) ? tasks[each] : undefined;
    return task ? [{ ...task, name: each }] : [];
  });
  return found.length > 0 ? found : null;
}

/** How many examples a task shows, as the harness has it: one that says none never has any. */
export const shotsOf = ({ shots }: HarnessDefinition, asked: number | null): number =>
  shots === 0 ? 0 : (asked ?? shots ?? 0);
