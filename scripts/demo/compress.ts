import type { z } from 'zod';
import type { CompressionMethod } from '#lib/contracts/agent/index.ts';
import type { CompressionJobDetail, CreateCompressionJobInput } from '#lib/contracts/compression.ts';
import { SCHEMES } from '#lib/contracts/compression.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import type { RestClient } from './client.ts';
import { failedBecause, largestPlace, progressOf, type Say, suffix, until } from './steps.ts';

export type Compressed = {
  versionId: string;
  name: string;
  sizeBytes: number;
  perplexity: { before: number; after: number } | null;
};

/** Compresses a version into a model of its own, calibrated on the headlines that it was tuned on. */
export async function compress(
  rest: RestClient,
  from: { versionId: string; datasetId: string },
  method: CompressionMethod,
  say: Say,
): Promise<Compressed> {
  const scheme = SCHEMES[method];
  const name = `新闻分类-${scheme}-${suffix()}`;
  const input: z.input<typeof CreateCompressionJobInput> = {
    name,
    modelVersionId: from.versionId,
    method,
    output: { kind: 'model', name },
    datasetVersionId: from.datasetId,
    ...(await largestPlace(rest)),
  };
  const job = await rest.post<CompressionJobDetail>('/compression-jobs', input);
  const done = await until(
    () => rest.get<CompressionJobDetail>(`/compression-jobs/${job.id}`),
    (value) => isFinal(value.state),
    progressOf(say),
  );
  const { result } = done;
  if (done.state !== 'succeeded' || !done.outputVersion || result?.kind !== 'compress')
    throw failedBecause(`the compression to ${scheme}`, done.failure, done.reason);
  const { report } = result;
  say(
    `  ${scheme}: ${size(result.originalBytes)} became ${size(result.sizeBytes)}` +
      (report
        ? `, perplexity ${report.perplexityBefore.toFixed(2)} became ${report.perplexityAfter.toFixed(2)}`
        : ''),
  );
  return {
    versionId: done.outputVersion.id,
    name,
    sizeBytes: result.sizeBytes,
    perplexity: report && { before: report.perplexityBefore, after: report.perplexityAfter },
  };
}

const size = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

type Row = { name: string; sizeBytes: number };

/** What compressing cost and saved: a line a model, the first being the original. */
export function table(original: Row, small: Compressed[], accuracies: number[]): string[] {
  const [first = 0] = accuracies;
  return [original, ...small].map((row, n) => {
    const accuracy = accuracies[n] ?? 0;
    const kept = first > 0 ? `${((accuracy / first) * 100).toFixed(1)} % kept` : '';
    return `  ${`${(accuracy * 100).toFixed(1)} %`.padStart(7)}  ${size(row.sizeBytes).padStart(9)}  ${kept.padStart(12)}  ${row.name}`;
  });
}
