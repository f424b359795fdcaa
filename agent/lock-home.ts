import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bootId, processStat } from './machine/process-table.ts';

const Note = z.object({ pid: z.number(), startTime: z.string(), bootId: z.string() });

/** Refuses a second agent on the same folder: two would start every job twice. */
export function lockHome(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'agent.pid');
  const holder = readNote(file);
  if (holder && holder.pid !== process.pid && holder.bootId === bootId()) {
    const stat = processStat(holder.pid);
    if (stat?.startTime === holder.startTime && stat.state !== 'Z') {
      throw new Error(
        `Another agent (pid ${holder.pid}) works in ${folder}. Stop it, or set another STUDIO_HOME.`,
      );
    }
  }
  const mine = { pid: process.pid, startTime: processStat(process.pid)?.startTime ?? '', bootId: bootId() };
  writeFileSync(file, JSON.stringify(mine));
}

function readNote(file: string): z.infer<typeof Note> | null {
  try {
    return Note.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
