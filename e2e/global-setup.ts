import { startTestStudio } from './studio.ts';

/** One real Studio for all journeys; with STUDIO_TEST_URL set they use the one that runs there. */
export default async function setup() {
  if (process.env.STUDIO_TEST_URL) return;
  const studio = await startTestStudio();
  process.env.STUDIO_TEST_URL = studio.url;
  process.env.STUDIO_TEST_PASSWORD = studio.password;
  process.env.STUDIO_TEST_HOME = studio.home;
  process.env.STUDIO_TEST_DATABASE_URL = studio.databaseUrl;
  process.env.STUDIO_TEST_GATEWAY_URL = studio.gatewayUrl;
  process.env.STUDIO_TEST_PLAYGROUND_PORT = String(studio.playgroundPort);
  return studio.stop;
}
