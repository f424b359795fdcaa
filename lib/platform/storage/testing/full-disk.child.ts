import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { asDiskFull } from '../../disk-full.ts';
import { FolderStore } from '../folder/folder-store.ts';

const MB = 1024 * 1024;
const disk = process.argv[2] ?? '';
const root = join(disk, 'objects');
const filler = join(disk, 'filler');
const store = new FolderStore(root);
const told = (error: unknown) => {
  const full = asDiskFull(error);
  return full && { code: full.code, status: full.status, because: full.because, advice: full.advice };
};

await store.createBucket('data');
const upload = await store.createUpload('data', 'big.bin');
await store.putPart(upload, 1, 'a'.repeat(MB));
writeFileSync(filler, Buffer.alloc(2 * MB));
const part = await store.putPart(upload, 2, 'b'.repeat(2 * MB)).then(String, told);
const write = await store.write('data', 'x.bin', 'c'.repeat(2 * MB)).then(String, told);
const parts = (await store.listParts(upload)).map(({ number, size }) => [number, size]);
const leftovers = readdirSync(join(root, '.staging'));
rmSync(filler);
await store.putPart(upload, 2, 'b'.repeat(MB));
await store.completeUpload(upload);
const joined = await text(await store.read('data', 'big.bin'));
console.log(
  JSON.stringify({ part, write, parts, leftovers, whole: joined === 'a'.repeat(MB) + 'b'.repeat(MB), root }),
);
