import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { ObjectBody, UploadPart, UploadRef, WriteOptions } from '../object-store.ts';
import { StorageError } from '../storage-error.ts';
import { call } from './s3-errors.ts';
import { bodyOf, withSpooled } from './s3-files.ts';

type Address = (bucket: string, key: string) => { Bucket: string; Key: string };

/** Multipart uploads; S3 itself remembers the parts between restarts. */
export class S3Uploads {
  readonly #client: S3Client;
  readonly #address: Address;

  constructor(client: S3Client, address: Address) {
    this.#client = client;
    this.#address = address;
  }

  #ref(upload: UploadRef) {
    return { ...this.#address(upload.bucket, upload.key), UploadId: upload.uploadId };
  }

  async create(bucket: string, key: string): Promise<UploadRef> {
    const command = new CreateMultipartUploadCommand(this.#address(bucket, key));
    const { UploadId } = await call(`Upload of ${key}`, () => this.#client.send(command));
    if (!UploadId) throw new StorageError('unreachable', 'The object store gave no upload id.');
    return { bucket, key, uploadId: UploadId };
  }

  async put(upload: UploadRef, number: number, body: ObjectBody, options: WriteOptions): Promise<UploadPart> {
    if (!Number.isInteger(number) || number < 1 || number > 10_000) {
      throw new StorageError('bad_path', `Part number ${number} is not between 1 and 10000.`);
    }
    return withSpooled(body, options.sha256, async ({ path, size }) => {
      const command = new UploadPartCommand({
        ...this.#ref(upload),
        PartNumber: number,
        Body: await bodyOf(path, size),
        ContentLength: size,
      });
      const { ETag } = await call(`Part ${number} of ${upload.key}`, () => this.#client.send(command));
      return { number, size, etag: ETag ?? '' };
    });
  }

  async list(upload: UploadRef): Promise<UploadPart[]> {
    const parts: UploadPart[] = [];
    let marker: string | undefined;
    do {
      const command = new ListPartsCommand({ ...this.#ref(upload), PartNumberMarker: marker });
      const page = await call(`Parts of ${upload.key}`, () => this.#client.send(command));
      for (const part of page.Parts ?? []) {
        parts.push({ number: part.PartNumber ?? 0, size: part.Size ?? 0, etag: part.ETag ?? '' });
      }
      marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (marker);
    return parts;
  }

  async complete(upload: UploadRef): Promise<void> {
    const parts = await this.list(upload);
    const gap = parts.findIndex((part, index) => part.number !== index + 1);
    if (gap >= 0 || parts.length === 0) {
      const number = gap >= 0 ? gap + 1 : 1;
      throw new StorageError('part_missing', `Part ${number} has not arrived. Send it, then complete again.`);
    }
    const Parts = parts.map((part) => ({ PartNumber: part.number, ETag: part.etag }));
    const command = new CompleteMultipartUploadCommand({ ...this.#ref(upload), MultipartUpload: { Parts } });
    await call(`Upload of ${upload.key}`, () => this.#client.send(command));
  }

  async abort(upload: UploadRef): Promise<void> {
    const command = new AbortMultipartUploadCommand(this.#ref(upload));
    await call(`Upload of ${upload.key}`, () => this.#client.send(command)).catch((error: unknown) => {
      if (error instanceof StorageError && ['upload_missing', 'object_missing'].includes(error.reason))
        return;
      throw error;
    });
  }
}
