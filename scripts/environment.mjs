/** Settings of the product that a shell may hold; what stands here is described in the README. */
const SETTINGS = [
  'QUOTEWRIGHT_DATA',
  'COMPANY_DIR',
  'HOST',
  'PORT',
  'SMTP_PORT',
  'PUBLIC_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_UI_URL',
  'MONGODB_URI',
  'ENCRYPTION_KEYS',
  'CODEC_SECRET',
  'DEBOUNCE_SECONDS',
  'LOG_LEVEL',
];

/**
 * An environment for tests: a developer's settings must neither change a result nor let a test work on real data.
 * @param {NodeJS.ProcessEnv} env
 */
export function withoutSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SETTINGS.includes(name)));
}
