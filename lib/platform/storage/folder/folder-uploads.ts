import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { ObjectBody, UploadPart, UploadRef, WriteOptions } from '../object-store.ts';
import { StorageError } from '../storage-error.ts';
import { codeOf, spool, syncFolder } from './disk.ts';

const Meta = z.object({ bucket: z.string(), key: z.string() });
const PART = /^(\d{5})-(\d+)-([0-9a-f]{64})$/;

/** Parts as files `NNNNN-size-sha256` in `.uploads/ID/`: the name alone says what has arrived, after any restart. */
export class FolderUploads {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async create(bucket: string, key: string): Promise<UploadRef> {
    const uploadId = randomUUID();
    const folder = join(this.#root, uploadId);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'upload.json'), JSON.stringify({ bucket, key }), { flush: true });
    await syncFolder(folder);
    return { bucket, key, uploadId };
  }

  async #open(upload: UploadRef): Promise<string> {
    const missing = new StorageError(
      'upload_missing',
      `Upload ${upload.uploadId.slice(0, 60)} is finished, cancelled or was never started. Start it again.`,
    );
    if (!/^[0-9a-f-]{36}$/.test(upload.uploadId)) throw missing;
    const folder = join(this.#root, upload.uploadId);
    try {
      const meta = Meta.parse(JSON.parse(await readFile(join(folder, 'upload.json'), 'utf8')));
      if (meta.bucket !== upload.bucket || meta.key !== upload.key) throw missing;
      return folder;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') throw missing;
      throw error;
    }
  }

  async put(upload: UploadRef, number: number, body: ObjectBody, options: WriteOptions): Promise<UploadPart> {
    if (!Number.isInteger(number) || number < 1 || number > 10_000) {
      throw new StorageError('bad_path', `Part number ${number} is not between 1 and 10000.`);
    }
    const folder = await this.#open(upload);
    const part = await spool(join(folder, 'incoming'), body, options.sha256);
    const label = String(number).padStart(5, '0');
    const name = `${label}-${part.size}-${part.sha256}`;
    const before = (await readdir(folder)).filter((file) => file.startsWith(`${label}-`) && file !== name);
    await rename(part.path, join(folder, name));
    for (const file of before) await rm(join(folder, file), { force: true });
    await syncFolder(folder);
    return { number, size: part.size, etag: part.sha256 };
  }

  async list(upload: UploadRef): Promise<UploadPart[]> {
    const files = await readdir(await this.#open(upload));
    return files
      .sort()
      .map((file) => PART.exec(file))
      .filter((match) => match !== null)
      .map((match) => ({ number: Number(match[1]), size: Number(match[2]), etag: match[3] ?? '' }));
  }

  /** The parts 1…N as one stream. */
  async joined(upload: UploadRef): Promise<Readable> {
    const folder = await this.#open(upload);
    const parts = await this.list(upload);
    const gap = parts.findIndex((part, index) => part.number !== index + 1);
    if (gap >= 0 || parts.length === 0) {
      const number = gap >= 0 ? gap + 1 : 1;
      throw new StorageError('part_missing', `Part ${number} has not arrived. Send it, then complete again.`);
    }
    const files = parts.map((part) =>
      join(folder, `${String(part.number).padStart(5, '0')}-${part.size}-${part.etag}`),
    );
    return Readable.from(
      (async function* () {
        for (const file of files) yield* createReadStream(file, { highWaterMark: 1 << 20 });
      })(),
      { objectMode: false },
    );
  }

  async drop(upload: UploadRef): Promise<void> {
    if (!/^[0-9a-f-]{36}$/.test(upload.uploadId)) return;
    await rm(join(this.#root, upload.uploadId), { recursive: true, force: true });
  }
}
