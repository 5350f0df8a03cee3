/** Structured logs. Addresses, bodies and tokens are not logged; where a library's error holds one, its fields are cut to name and sentence. */
import { pino, stdSerializers, type Logger } from 'pino';

/** Keys that never reach a log, at the depths where our own objects have them. */
const secret = [
  'authorization',
  'token',
  'password',
  'body',
  'text',
  'html',
  'to',
  'cc',
  'from',
  'email',
  'address',
  'subject',
];

export const createLog = (level: string): Logger =>
  pino({
    level,
    base: null,
    redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]), censor: '…' },
    serializers: { error: errorFacts, err: errorFacts },
  });

/** Name, sentence and stack; not the request, response or document that vendors hang on their errors. */
function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack };
}
