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
  /** Base of an OpenAI-compatible API; empty: no model reads. */
  MODEL_URL: Type.String({ default: '', pattern: '^(https?://[^@\\s]+)?$' }),
  MODEL_NAME: Type.String({ default: '' }),
  MODEL_KEY: Type.String({ default: '' }),
  MODEL_TIMEOUT_SECONDS: Type.Integer({ default: 20, minimum: 1, maximum: 24 }),
  /** A JSON object: fields put into each request, null takes one out. */
  MODEL_REQUEST: Type.String({ default: '' }),
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
  model: Readonly<{
    url: string;
    name: string;
    key: string | null;
    timeoutSeconds: number;
    request: Readonly<Record<string, unknown>>;
  }> | null;
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
    model: modelOf(e),
    logLevel: e.LOG_LEVEL,
  });
}

function modelOf(e: Static<typeof Environment>): Config['model'] {
  if (e.MODEL_URL === '') return null;
  if (e.MODEL_NAME === '') throw new Error('MODEL_NAME must be set where MODEL_URL is.');
  return Object.freeze({
    url: e.MODEL_URL,
    name: e.MODEL_NAME,
    key: e.MODEL_KEY || null,
    timeoutSeconds: e.MODEL_TIMEOUT_SECONDS,
    request: Object.freeze(requestFields(e.MODEL_REQUEST)),
  });
}

function requestFields(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // The sentence below says what is wrong, whichever way it is.
  }
  throw new Error('MODEL_REQUEST must be a JSON object.');
}
