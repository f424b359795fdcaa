import { expect } from '@playwright/test';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { expectAccessible } from './journeys/accessibility.ts';
import { test } from './journeys/journey.ts';
import { startCompression, startTuning, type TuningScene } from './journeys/tuning-scene.ts';

let scene: TuningScene;
let compressed: CompressionJobDetail;

test.beforeAll(async ({ rest }) => {
  test.setTimeout(900_000);
  scene = await startTuning(rest, 12);
  compressed = await startCompression(rest, scene.model);
  const tuned = async () => (await rest.get<TuningJobDetail>(`/tuning-jobs/${scene.job.id}`)).state;
  const small = async () =>
    (await rest.get<CompressionJobDetail>(`/compression-jobs/${compressed.id}`)).state;
  await expect.poll(tuned, { timeout: 240_000 }).toBe('succeeded');
  await expect.poll(small, { timeout: 600_000 }).toBe('succeeded');
});

const model = () => `/models/${scene.model.id}`;
const dataset = () => `/datasets/${scene.data.datasetId}`;
const tuning = () => `/tuning/${scene.job.id}`;
const compression = () => `/compression/${compressed.id}`;

/** Address by what the page is called. */
const PAGES: Record<string, () => string> = {
  square: () => '/square',
  'square detail': () => `/square/${scene.model.template}`,
  'square detail, abilities': () => `/square/${scene.model.template}?tab=abilities`,
  'square detail, api': () => `/square/${scene.model.template}?tab=api`,
  models: () => '/models',
  'create model': () => `/models/create?template=${scene.model.template}`,
  model,
  'model versions': () => `${model()}?tab=versions`,
  'model task records': () => `${model()}?tab=tasks`,
  'model lineage': () => `${model()}?tab=lineage`,
  'model settings': () => `${model()}?tab=settings`,
  'model version': () => `${model()}/versions/1`,
  datasets: () => '/datasets',
  'create dataset': () => '/datasets/create',
  dataset,
  'dataset preview': () => `${dataset()}?tab=preview`,
  'dataset versions': () => `${dataset()}?tab=versions`,
  files: () => '/assets/files',
  tunings: () => '/tuning',
  'create tuning': () => `/tuning/create?modelVersionId=${scene.model.versions[0]?.id}`,
  tuning,
  'tuning curves': () => `${tuning()}?tab=curves`,
  'tuning logs': () => `${tuning()}?tab=logs`,
  'tuning events': () => `${tuning()}?tab=events`,
  'tuning lineage': () => `${tuning()}?tab=lineage`,
  'tuning settings': () => `${tuning()}?tab=settings`,
  'compare tunings': () => `/tuning/compare?ids=${scene.job.id}`,
  compressions: () => '/compression',
  'create compression': () => `/compression/create?modelVersionId=${scene.model.versions[0]?.id}`,
  compression,
  'compression report': () => `${compression()}?tab=report`,
  'compression logs': () => `${compression()}?tab=logs`,
  'compression events': () => `${compression()}?tab=events`,
  'compression lineage': () => `${compression()}?tab=lineage`,
  'compression settings': () => `${compression()}?tab=settings`,
  evaluations: () => '/evaluations',
  'create evaluation': () => '/evaluations/create',
  leaderboard: () => '/evaluations/leaderboard',
  services: () => '/services',
  'deploy a model': () => '/services/create',
  'preset services': () => '/services/presets',
  'offer a preset service': () => '/services/presets/offer',
  playground: () => '/playground',
  'service groups': () => '/access/groups',
  'api keys': () => '/access/keys',
  'call monitoring': () => '/calls?range=7d',
  'calls by model': () => '/calls?tab=breakdown',
  'failed calls': () => '/calls?tab=failures',
  'single calls': () => '/calls?tab=calls',
  account: () => '/account',
  'word lists': () => '/moderation',
  'try a text': () => '/moderation?tab=try',
  users: () => '/users',
  'api reference': () => '/api/v1/docs',
  'nothing there': () => '/models/nowhere',
};

for (const [name, address] of Object.entries(PAGES))
  test(`axe finds no fault: ${name}`, async ({ page }) => {
    await page.goto(address());
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
  });

test.describe(() => {
  test.use({ startSignedIn: false });
  test('axe finds no fault: sign-in', async ({ page }) => {
    await page.goto('/sign-in');
    await expectAccessible(page);
  });
});
