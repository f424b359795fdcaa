import { resolve } from 'node:path';
import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback);
const limit = (fallback: number) => z.coerce.number().int().min(0).default(fallback);
const url = z.url({ protocol: /^https?$/ }).optional();

/** Every setting of every process, read once from the environment. `.env.example` is written from this table. */
export const SettingsSchema = z.object({
  STUDIO_HOME: z.string().min(1).default('.studio').describe('Folder of all data: database, objects, logs'),
  STUDIO_HOST: z.string().min(1).default('127.0.0.1').describe('Address the processes listen on'),
  STUDIO_PORT: port(3000).describe('Port of the console'),
  STUDIO_GATEWAY_PORT: port(3001).describe('Port of the gateway'),
  STUDIO_AGENT_PORT: port(3002).describe('Port of the agent'),
  STUDIO_CONTROLLER_PORT: port(3003).describe("Port of the controller's health and snapshot"),
  STUDIO_DATABASE_PORT: port(3004).describe('Port of the embedded PostgreSQL'),
  STUDIO_ADMIN_PASSWORD: z
    .string()
    .min(8)
    .optional()
    .describe('Password of admin at the first start; random when absent'),
  DATABASE_URL: z
    .string()
    .startsWith('postgres')
    .optional()
    .describe('PostgreSQL to use instead of the embedded one'),
  STUDIO_STORAGE_URL: z
    .string()
    .regex(/^(file:|s3:\/\/)/, 'expected file:… or s3://…')
    .optional()
    .describe('Object store: file:FOLDER or s3://endpoint; default file:$STUDIO_HOME/objects'),
  STUDIO_PUBLIC_URL: url.describe('Address people reach the console by'),
  STUDIO_GATEWAY_PUBLIC_URL: url.describe('Address API clients reach the gateway by'),
  STUDIO_AGENT_URL: url.describe('Address of the agent; default this host'),
  STUDIO_CONTROLLER_URL: url.describe('Address of the controller; default this host'),
  STUDIO_GATEWAY_URL: url.describe('Address the console reaches the gateway by; default this host'),
  STUDIO_AGENT_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token of the agent; made at the first start'),
  STUDIO_INTERNAL_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token between controller and gateway; made at the first start'),
  STUDIO_SECRET: z.string().min(32).optional().describe('Key that signs sessions; made at the first start'),
  STUDIO_MODERATION_URL: url.describe(
    'HTTP moderation service of the gateway, beside the word lists: POST {texts} → {results: [{flagged, reason}]}',
  ),
  STUDIO_REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('Redis or Valkey through which several gateways share limits; one gateway needs none'),
  STUDIO_GATEWAY_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('Gateway processes behind its one port, each for one core; more than 1 need STUDIO_REDIS_URL'),
  STUDIO_ENGINE_HOME: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of the Python environments; default ~/.cache/studio'),
  STUDIO_CALL_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(30)
    .describe('Days that every single call is kept; its sums stay'),
  STUDIO_PLAYGROUND_RPM: limit(20).describe('Questions a minute of one user in the playground; 0: no limit'),
  STUDIO_PLAYGROUND_TPM: limit(40_000).describe('Tokens a minute of one user in the playground; 0: no limit'),
  STUDIO_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'])
    .default('info')
    .describe('Least level that is logged'),
});
export type RawSettings = z.infer<typeof SettingsSchema>;

export type Settings = RawSettings & {
  /** STUDIO_HOME, absolute. */
  home: string;
  databaseUrl: string;
  storageUrl: string;
  publicUrl: string;
  gatewayPublicUrl: string;
  agentUrl: string;
  controllerUrl: string;
  gatewayUrl: string;
};

/** Throws one sentence a line: name, value, what was expected. */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = SettingsSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const shown = /PASSWORD|TOKEN|SECRET|DATABASE_URL|REDIS_URL/.test(name)
        ? '(hidden)'
        : JSON.stringify(given[name]);
      return `${name}=${shown}: ${issue.message}`;
    });
    throw new SettingsError(lines.join('\n'));
  }
  const raw = parsed.data;
  if (raw.STUDIO_GATEWAY_WORKERS > 1 && !raw.STUDIO_REDIS_URL)
    throw new SettingsError(
      `STUDIO_GATEWAY_WORKERS=${raw.STUDIO_GATEWAY_WORKERS}: several gateways share their limits through Redis or Valkey; set STUDIO_REDIS_URL, or leave one worker`,
    );
  const home = resolve(raw.STUDIO_HOME);
  const host = raw.STUDIO_HOST === '0.0.0.0' || raw.STUDIO_HOST === '::' ? '127.0.0.1' : raw.STUDIO_HOST;
  const shownHost = host === '127.0.0.1' ? 'localhost' : host;
  return {
    ...raw,
    home,
    databaseUrl: raw.DATABASE_URL ?? `postgres://studio@127.0.0.1:${raw.STUDIO_DATABASE_PORT}/studio`,
    storageUrl: raw.STUDIO_STORAGE_URL ?? `file:${home}/objects`,
    publicUrl: raw.STUDIO_PUBLIC_URL ?? `http://${shownHost}:${raw.STUDIO_PORT}`,
    gatewayPublicUrl: raw.STUDIO_GATEWAY_PUBLIC_URL ?? `http://${shownHost}:${raw.STUDIO_GATEWAY_PORT}`,
    controllerUrl: raw.STUDIO_CONTROLLER_URL ?? `http://${host}:${raw.STUDIO_CONTROLLER_PORT}`,
    gatewayUrl: raw.STUDIO_GATEWAY_URL ?? `http://${host}:${raw.STUDIO_GATEWAY_PORT}`,
    agentUrl: raw.STUDIO_AGENT_URL ?? `http://${host}:${raw.STUDIO_AGENT_PORT}`,
  };
}

export class SettingsError extends Error {}
