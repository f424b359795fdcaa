import type { ModelDetail } from '#lib/contracts/models.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { RestClient } from './demo/client.ts';
import { compress, table } from './demo/compress.ts';
import { localToken } from './demo/local-token.ts';
import { makeNews, newsQuestion } from './demo/news.ts';
import { callService, deploy, stopServing } from './demo/serve.ts';
import { makeDataset, makeModel, measure, tune } from './demo/steps.ts';

type Step = { name: string; ok: boolean; seconds: number; result: unknown };

const json = process.argv.includes('--json');
const say = (line: string) => (json ? console.error(line) : console.log(line));
const settings = readSettings();
const steps: Step[] = [];

async function step<T>(name: string, work: () => Promise<T>, shown: (value: T) => unknown): Promise<T> {
  say(`${name} …`);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 100) / 10;
  try {
    const value = await work();
    steps.push({ name, ok: true, seconds: seconds(), result: shown(value) });
    return value;
  } catch (error) {
    steps.push({ name, ok: false, seconds: seconds(), result: (error as Error).message });
    throw error;
  }
}

async function signIn(): Promise<RestClient> {
  const password = process.env.STUDIO_ADMIN_PASSWORD;
  if (password) return RestClient.signIn(settings.publicUrl, 'admin', password);
  const token = await localToken(settings);
  if (!token)
    throw new Error(
      'No Studio runs on this home. Start one with npm start, or set STUDIO_PUBLIC_URL and STUDIO_ADMIN_PASSWORD.',
    );
  return new RestClient(settings.publicUrl, token);
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

try {
  const rest = await step('Sign in', signIn, () => settings.publicUrl);
  const data = await step(
    'Make and publish the news datasets',
    async () => ({
      train: await makeDataset(rest, 'train', say),
      test: await makeDataset(rest, 'test', say),
    }),
    ({ train, test }) => ({ train: train.samples, test: test.samples }),
  );
  const model = await step(
    'Create a model from the built-in template',
    () => makeModel(rest, say),
    ({ id }) => id,
  );
  const base = model.versions[0];
  if (!base) throw new Error('the model has no version');
  const [before = 0] = await step(
    'Measure the base model on unseen headlines',
    () => measure(rest, [base.id], data.test.id, say),
    ([accuracy]) => accuracy,
  );
  const job = await step(
    'Tune it',
    () => tune(rest, base.id, data.train.id, say),
    ({ id, outputModelId }) => ({ id, outputModelId }),
  );
  const tuned = await rest.get<ModelDetail>(`/models/${job.outputModelId}`);
  const version = tuned.versions[0];
  if (!version) throw new Error('the tuned model has no version');
  const small = await step(
    'Compress the tuned model to W8A8 and W4A16',
    async () => [
      await compress(rest, { versionId: version.id, datasetId: data.train.id }, 'smoothquant-w8a8', say),
      await compress(rest, { versionId: version.id, datasetId: data.train.id }, 'awq-w4a16', say),
    ],
    (made) => made.map(({ name, sizeBytes }) => ({ name, sizeBytes })),
  );
  const three = [version.id, ...small.map(({ versionId }) => versionId)];
  const accuracies = await step(
    'Measure the tuned and the compressed models on the same headlines',
    () => measure(rest, three, data.test.id, say),
    (value) => value,
  );
  const after = accuracies[0] ?? 0;
  const service = await step(
    'Deploy the tuned model',
    () => deploy(rest, job.name, version.id, say),
    ({ id, callName }) => ({ id, callName }),
  );
  const sample = makeNews({ train: 1, test: 1, seed: 7 }).test[0];
  await step(
    'Call it through the OpenAI client',
    () => callService(rest, service, newsQuestion(sample?.headline ?? ''), say),
    (called) => called,
  );
  await step(
    'Stop the service',
    () => stopServing(rest, service.id, say),
    ({ state }) => state,
  );
  say('');
  say(
    `Accuracy on headlines of templates never trained on: ${percent(before)} before, ${percent(after)} after tuning`,
  );
  for (const line of table({ name: tuned.name, sizeBytes: version.sizeBytes ?? 0 }, small, accuracies))
    say(line);
  say(`  job    ${settings.publicUrl}/tuning/${job.id}`);
  say(`  model  ${settings.publicUrl}/models/${job.outputModelId}`);
  say(`  service  ${settings.publicUrl}/services/${service.id}`);
} catch (error) {
  say(`The demo stopped: ${(error as Error).message}`);
  process.exitCode = 1;
}
if (json) console.log(JSON.stringify({ steps }));
