import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DatasetFormat, Message } from '#lib/contracts/datasets.ts';
import { csvRows } from './csv-rows.ts';
import { readInstruction } from './instruction.ts';
import { jsonSamples } from './json-samples.ts';
import { MAX_XLSX_BYTES } from './limits.ts';
import { readLines } from './lines.ts';
import { readListElements } from './list-elements.ts';
import { readMoss } from './moss.ts';
import { FileRefused } from './problem-list.ts';
import type { Report } from './report.ts';
import { tableSamples } from './table-samples.ts';
import { xlsxRows } from './xlsx-rows.ts';

export type SampleSource = {
  format: DatasetFormat;
  sizeBytes: number;
  /** First bytes of the file. */
  beginning: Buffer;
  open: () => Promise<Readable>;
  /** Folder for what does not fit into memory; removed by the caller. */
  scratch: string;
  onBytes: (bytes: number) => void;
  /** Throws when the work should end. */
  check: () => void;
};

/** The samples of a file, one at a time; what is wrong goes into the report, or is thrown as FileRefused. */
export async function* readSamples(source: SampleSource, report: Report): AsyncGenerator<Message[]> {
  switch (source.format) {
    case 'moss-jsonl':
      yield* jsonSamples(readLines(await counted(source)), readMoss, report);
      return;
    case 'instruction-jsonl':
      yield* jsonSamples(readLines(await counted(source)), readInstruction, report);
      return;
    case 'instruction-json':
      yield* jsonSamples(readListElements(await counted(source)), readInstruction, report);
      return;
    case 'conversation-csv':
      yield* tableSamples(csvRows(await counted(source), source.beginning), report, source.scratch);
      return;
    case 'conversation-xlsx':
      yield* fromWorkbook(source, report);
  }
}

/** A zip's directory stands at its end: the file has to lie on disk. */
async function* fromWorkbook(source: SampleSource, report: Report): AsyncGenerator<Message[]> {
  if (source.sizeBytes > MAX_XLSX_BYTES)
    throw new FileRefused('file.too_large', { bytes: source.sizeBytes, limit: MAX_XLSX_BYTES });
  const path = join(source.scratch, 'book.xlsx');
  await pipeline(await source.open(), createWriteStream(path));
  yield* tableSamples(xlsxRows(path, report.statistics, source.onBytes), report, source.scratch);
  await rm(path, { force: true });
}

async function counted(source: SampleSource): Promise<AsyncIterable<Buffer>> {
  const stream = await source.open();
  return (async function* () {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      source.onBytes(chunk.length);
      source.check();
      yield chunk;
    }
  })();
}
