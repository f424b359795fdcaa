import { S3Client } from '@aws-sdk/client-s3';
import { StorageError } from '../storage-error.ts';

export type S3Settings = {
  endpoint: string;
  region: string;
  /** Private endpoints often need it; public OBS refuses it. */
  pathStyle: boolean;
  /** Put before every bucket name, as S3 bucket names are shared by all tenants of a cloud. */
  bucketPrefix: string;
};

const flag = (params: URLSearchParams, name: string, fallback: boolean): boolean => {
  const value = params.get(name);
  if (value === null) return fallback;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new StorageError('bad_path', `STUDIO_STORAGE_URL: ${name}=${value}: expected true or false.`);
};

/** Reads `s3://host[:port]/?region=&pathStyle=&tls=&bucketPrefix=`. */
export function parseS3Url(text: string): S3Settings {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url?.host) {
    throw new StorageError(
      'bad_path',
      `STUDIO_STORAGE_URL=${text}: expected s3://host[:port]/?region=REGION.`,
    );
  }
  const known = ['region', 'pathStyle', 'tls', 'bucketPrefix'];
  const unknown = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (unknown) {
    throw new StorageError(
      'bad_path',
      `STUDIO_STORAGE_URL: unknown ${unknown}; expected ${known.join(', ')}.`,
    );
  }
  return {
    endpoint: `${flag(url.searchParams, 'tls', true) ? 'https' : 'http'}://${url.host}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    pathStyle: flag(url.searchParams, 'pathStyle', false),
    bucketPrefix: url.searchParams.get('bucketPrefix') ?? '',
  };
}

/** Credentials are read by the SDK from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. OBS refuses newer checksums. */
export const s3Client = (settings: S3Settings): S3Client =>
  new S3Client({
    endpoint: settings.endpoint,
    region: settings.region,
    forcePathStyle: settings.pathStyle,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 4,
  });
