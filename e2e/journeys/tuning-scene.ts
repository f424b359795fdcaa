import type { z } from 'zod';
import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { CompressionJobDetail, CreateCompressionJobInput } from '#lib/contracts/compression.ts';
import type { Dataset, DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import type { ModelDetail } from '#lib/contracts/models.ts';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import type { RestClient } from '#scripts/demo/client.ts';
import { makeModel } from '#scripts/demo/steps.ts';
import { mossJsonl, unique } from './samples.ts';

export type TuningScene = { model: ModelDetail; data: DatasetVersionDetail; job: TuningJobDetail };

/** The bucket that the account has from the start. */
export async function ownBucket(rest: RestClient): Promise<string> {
  const buckets = await rest.get<{ items: { name: string; isDefault: boolean }[] }>('/buckets?limit=200');
  const bucket = buckets.items.find((each) => each.isDefault)?.name;
  if (!bucket) throw new Error('the account has no bucket of its own');
  return bucket;
}

/** Uploads into the account's own bucket; answers the `storage://` address. */
export const putFile = async (rest: RestClient, path: string, content: Buffer): Promise<string> =>
  rest.upload(await ownBucket(rest), path, content);

/** A published dataset of `samples` small conversations. */
export async function publishData(
  rest: RestClient,
  samples: number,
): Promise<DatasetVersionDetail & { name: string }> {
  const name = unique('观看');
  const source = await putFile(rest, `journeys/${name}.jsonl`, mossJsonl(samples));
  const dataset = await rest.post<Dataset>('/datasets', { name, source, format: 'moss-jsonl' });
  const read = () => rest.get<DatasetVersionDetail>(`/datasets/${dataset.id}/versions/1`);
  let data = await read();
  for (const end = Date.now() + 60_000; data.state === 'importing' && Date.now() < end; data = await read())
    await new Promise((resolve) => setTimeout(resolve, 200));
  await rest.post(`/datasets/${dataset.id}/versions/1/publish`);
  return { ...data, name };
}

/** A published dataset, a model of the built-in template and a tuning of both that has just been submitted. */
export async function startTuning(rest: RestClient, iterations: number): Promise<TuningScene> {
  const { name, ...data } = await publishData(rest, 200);
  const model = await makeModel(rest, () => undefined);
  const job = await rest.post<TuningJobDetail>('/tuning-jobs', {
    name,
    outputModelName: name,
    modelVersionId: model.versions[0]?.id,
    datasetVersionId: data.id,
    method: 'full',
    ...(await placeOf(rest)),
    hyperparameters: { iterations, batchSize: 4, maxLength: 128, logEverySteps: 1, validationFraction: 0 },
  });
  return { model, data, job };
}

/** A short compression of the model that has just been submitted. */
export async function startCompression(
  rest: RestClient,
  model: ModelDetail,
  more: Pick<Partial<z.input<typeof CreateCompressionJobInput>>, 'gate'> = {},
): Promise<CompressionJobDetail> {
  const name = unique('压缩');
  return rest.post<CompressionJobDetail>('/compression-jobs', {
    name,
    modelVersionId: model.versions[0]?.id,
    method: 'awq-w4a16',
    output: { kind: 'model', name },
    ...(await placeOf(rest)),
    samples: 32,
    maxLength: 128,
    reportSamples: 16,
    ...more,
  });
}

/** The largest flavor of a pool that has one. */
async function placeOf(rest: RestClient) {
  const { items } = await rest.get<{ items: PoolSummary[] }>('/pools');
  const pool = items.find((each) => each.flavors.length > 0);
  return { poolId: pool?.id, flavor: pool?.flavors.at(-1)?.id };
}
