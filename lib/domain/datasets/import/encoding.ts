import { isUtf8 } from 'node:buffer';
import type { ProblemCode } from '#lib/contracts/datasets.ts';

/** Bytes of the beginning that are looked at. */
export const SAMPLE_BYTES = 256 * 1024;

/** What is wrong with the encoding of a text file's beginning; null when it is UTF-8 (a BOM is fine). */
export function encodingProblem(beginning: Buffer, whole: boolean): ProblemCode | null {
  const [a, b] = beginning;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'file.encoding_utf16';
  if (isUtf8(whole ? beginning : withoutTail(beginning))) {
    // ASCII text in UTF-16 without a BOM is valid UTF-8 full of NULs.
    return beginning.includes(0) ? 'file.encoding_unknown' : null;
  }
  return decodes('gb18030', beginning) && !beginning.includes(0)
    ? 'file.encoding_gbk'
    : 'file.encoding_unknown';
}

/** Cuts a character off that the sample's end may have cut through. */
function withoutTail(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
  }
  return bytes;
}

function decodes(encoding: string, bytes: Buffer): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
