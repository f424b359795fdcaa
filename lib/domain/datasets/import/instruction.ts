import type { Message } from '#lib/contracts/datasets.ts';
import { type Json, textOf } from './fields.ts';
import type { Row } from './report.ts';

const KNOWN = new Set(['instruction', 'input', 'output']);

/** `{instruction, input, output}` → a question (instruction, then input on its own line) and its answer. */
export function readInstruction(record: Json, place: Row): Message[] | null {
  for (const field of Object.keys(record)) if (!KNOWN.has(field)) place.report.statistics.ignoreField(field);
  const instruction = textOf(record.instruction, 'instruction', place, { empty: 'refuse' });
  const input = textOf(record.input ?? '', 'input', place, { empty: 'allow' });
  const output = textOf(record.output, 'output', place, { empty: 'allow' });
  if (instruction === null || input === null || output === null) return null;
  return [
    { role: 'user', content: input === '' ? instruction : `${instruction}\n${input}` },
    { role: 'assistant', content: output },
  ];
}
