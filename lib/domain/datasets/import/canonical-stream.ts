import type { Message } from '#lib/contracts/datasets.ts';
import { OFFSET_STRIDE } from './limits.ts';
import type { Report } from './report.ts';

const FLUSH_BYTES = 256 * 1024;

/** What the canonical file will be: known when its stream has ended. */
export type CanonicalResult = { bytes: number; offsets: number[] };

/**
 * Samples → lines of `{"messages":[…]}` in large pieces. From the first refused row on nothing more comes out, but all
 * rows are still judged; then it fails, so that nothing is stored.
 */
export async function* canonicalStream(
  samples: AsyncIterable<Message[]>,
  report: Report,
  result: CanonicalResult,
  checkpoint: () => void,
): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  for await (const messages of samples) {
    checkpoint();
    if (report.problems.total > 0) continue;
    const line = JSON.stringify({ messages });
    if (report.statistics.samples % OFFSET_STRIDE === 0) result.offsets.push(result.bytes);
    report.statistics.add(messages, line);
    const bytes = Buffer.from(`${line}\n`);
    result.bytes += bytes.length;
    held.push(bytes);
    heldBytes += bytes.length;
    if (heldBytes >= FLUSH_BYTES) {
      yield Buffer.concat(held);
      held = [];
      heldBytes = 0;
    }
  }
  checkpoint();
  if (report.problems.total === 0 && report.statistics.samples === 0) report.problems.add('file.no_samples');
  if (report.problems.total > 0) throw new RowsRefused();
  if (heldBytes > 0) yield Buffer.concat(held);
}

/** Rows were refused; the report says which. */
export class RowsRefused extends Error {}
