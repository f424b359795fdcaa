import { open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { MAX_XLSX_UNPACKED_BYTES } from './limits.ts';
import { FileRefused, type WorkbookFault } from './problem-list.ts';

type File = Awaited<ReturnType<typeof open>>;
type Entry = { name: string; method: number; packed: number; unpacked: number; offset: number };

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Bytes that may stand between two entries: a data descriptor with signature and 64-bit sizes. */
const DESCRIPTOR = 24;
const MAX_ENTRIES = 10_000;

const broken = (why: WorkbookFault) => new FileRefused('file.not_xlsx', { why });

/**
 * Refuses a zip bomb before a reader unpacks it: every entry is inflated and counted, whatever its header claims, and
 * no entry may hide outside the directory (a streaming reader would still read it).
 */
export async function guardZip(path: string, limit: number = MAX_XLSX_UNPACKED_BYTES): Promise<void> {
  const file = await open(path);
  try {
    const { entries, directory } = await readDirectory(file);
    let total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
    if (total > limit) throw new FileRefused('file.zip_too_large', { limit });
    total = 0;
    let end = 0;
    for (const entry of entries.sort((a, b) => a.offset - b.offset)) {
      if (entry.offset < end || entry.offset > end + DESCRIPTOR) throw broken('overlap');
      const start = await contentStart(file, entry);
      end = start + entry.packed;
      total += await unpackedBytes(path, entry, start, limit - total);
      if (total > limit) throw new FileRefused('file.zip_too_large', { limit });
    }
    if (directory < end || directory > end + DESCRIPTOR) throw broken('overlap');
  } finally {
    await file.close();
  }
}

async function readAt(file: File, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function readDirectory(file: File): Promise<{ entries: Entry[]; directory: number }> {
  const { size } = await file.stat();
  const from = Math.max(0, size - 65_557);
  const tail = await readAt(file, from, size - from);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || at + 22 > tail.length || tail.readUInt32LE(at) !== END) throw broken('not-zip');
  const [count, length, directory] = [
    tail.readUInt16LE(at + 10),
    tail.readUInt32LE(at + 12),
    tail.readUInt32LE(at + 16),
  ];
  if (count > MAX_ENTRIES || directory + length > size) throw broken('directory');
  const bytes = await readAt(file, directory, length);
  const entries: Entry[] = [];
  for (let place = 0; entries.length < count; ) {
    if (place + 46 > bytes.length || bytes.readUInt32LE(place) !== ENTRY) throw broken('directory');
    const nameLength = bytes.readUInt16LE(place + 28);
    if (bytes.readUInt16LE(place + 8) & 1) throw broken('password');
    entries.push({
      name: bytes.toString('utf8', place + 46, place + 46 + nameLength),
      method: bytes.readUInt16LE(place + 10),
      packed: bytes.readUInt32LE(place + 20),
      unpacked: bytes.readUInt32LE(place + 24),
      offset: bytes.readUInt32LE(place + 42),
    });
    place += 46 + nameLength + bytes.readUInt16LE(place + 30) + bytes.readUInt16LE(place + 32);
  }
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) throw broken('no-workbook');
  return { entries, directory };
}

async function contentStart(file: File, entry: Entry): Promise<number> {
  const header = await readAt(file, entry.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) throw broken('damaged');
  return entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function unpackedBytes(path: string, entry: Entry, start: number, limit: number): Promise<number> {
  if (entry.method === 0 || entry.packed === 0) return entry.packed;
  if (entry.method !== 8) throw broken('packing');
  const file = await open(path);
  const inflate = createInflateRaw();
  let count = 0;
  try {
    const source = file.createReadStream({ start, end: start + entry.packed - 1 });
    source.on('error', (error) => inflate.destroy(error));
    for await (const chunk of source.pipe(inflate) as AsyncIterable<Buffer>) {
      count += chunk.length;
      if (count > limit) return count;
    }
    return count;
  } catch {
    throw broken('damaged');
  } finally {
    inflate.destroy();
    await file.close().catch(() => undefined);
  }
}
