/** The only reader of process.env: checked once, frozen. Every variable is described in the README. */
import { resolve } from 'node:path';
import { envSchema } from 'env-schema';
import Type, { type Static } from 'typebox';
import { Strict } from './domain/schema.ts';

const Environment = Strict({
  QUOTEWRIGHT_DATA: Type.String({ default: '.data' }),
  COMPANY_DIR: Type.String({ default: 'sample' }),
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65535 }),
  SMTP_PORT: Type.Integer({ default: 2525, minimum: 0, maximum: 65535 }),
  PUBLIC_URL: Type.String({ default: '' }),
  TEMPORAL_ADDRESS: Type.String({ default: '127.0.0.1:7233' }),
  TEMPORAL_NAMESPACE: Type.String({ default: 'default' }),
  TEMPORAL_UI_URL: Type.String({ default: '' }),
  MONGODB_URI: Type.String({ default: 'mongodb://127.0.0.1:27017/quotewright?replicaSet=rs0' }),
  CHROMIUM_PATH: Type.String({ default: '' }),
  /** `id:base64 of 32 bytes`, comma separated; the first encrypts, all decrypt. Empty: a key file in the data folder. */
  ENCRYPTION_KEYS: Type.String({ default: '' }),
  /** Path segment of the codec route on the embedded default; empty: the route asks for an admin's token. */
  CODEC_SECRET: Type.String({ default: '' }),
  /** Overrides the policy's debounce, for tests and benchmarks. */
  DEBOUNCE_SECONDS: Type.Integer({ default: -1, minimum: -1, maximum: 3600 }),
  LOG_LEVEL: Type.Union(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
});

export type Config = Readonly<{
  data: string;
  companyDir: string;
  host: string;
  port: number;
  smtpPort: number;
  publicUrl: string;
  temporal: Readonly<{ address: string; namespace: string; uiUrl: string | null }>;
  mongodbUri: string;
  chromiumPath: string | null;
  encryptionKeys: string | null;
  codecSecret: string | null;
  debounceSeconds: number | null;
  logLevel: string;
}>;

/** Throws one Error that names the variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const e = envSchema<Static<typeof Environment>>({
    schema: { ...Environment, additionalProperties: true },
    data: env,
    env: false,
  });
  return Object.freeze({
    data: resolve(e.QUOTEWRIGHT_DATA),
    companyDir: resolve(e.COMPANY_DIR),
    host: e.HOST,
    port: e.PORT,
    smtpPort: e.SMTP_PORT,
    publicUrl: e.PUBLIC_URL || `http://${e.HOST.includes(':') ? `[${e.HOST}]` : e.HOST}:${e.PORT}`,
    temporal: Object.freeze({
      address: e.TEMPORAL_ADDRESS,
      namespace: e.TEMPORAL_NAMESPACE,
      uiUrl: e.TEMPORAL_UI_URL || null,
    }),
    mongodbUri: e.MONGODB_URI,
    chromiumPath: e.CHROMIUM_PATH || null,
    encryptionKeys: e.ENCRYPTION_KEYS || null,
    codecSecret: e.CODEC_SECRET || null,
    debounceSeconds: e.DEBOUNCE_SECONDS < 0 ? null : e.DEBOUNCE_SECONDS,
    logLevel: e.LOG_LEVEL,
  });
}
