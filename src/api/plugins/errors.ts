/** The one place where errors become answers. Whoever refuses throws a `Failure`; what else arrives here is translated or is our fault. */
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Failure, failures, type FailureType } from '../../domain/failures.ts';
import { PROBLEM_TYPE, problemOf } from '../problem.ts';

/** Seconds after which trying again may help, where whoever threw did not say. */
const RETRY_AFTER = 2;

const byFastifyCode: Record<string, FailureType> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'WrongMediaType',
  FST_ERR_CTP_BODY_TOO_LARGE: 'TooLarge',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'Invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'Invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'Invalid',
  FST_ERR_BAD_URL: 'Invalid',
  FST_ERR_MAX_PARAM_LENGTH: 'NotFound',
  FST_ERR_HANDLER_TIMEOUT: 'Unavailable',
};

/** Ajv's first complaint (RFC 6901 pointer without its leading slash), with the name of a field that is missing or too many. */
function invalid(error: FastifyError): Failure {
  const errors = (error.validation ?? []).map(({ instancePath, params, message }) => {
    const named = params?.additionalProperty ?? params?.missingProperty;
    const path = [...instancePath.split('/').slice(1), ...(typeof named === 'string' ? [named] : [])].join('/');
    return { field: path || (error.validationContext ?? 'body'), message: message ?? 'is not valid' };
  });
  const [first] = errors;
  const where = places[error.validationContext ?? 'body'];
  const what = first && first.field !== error.validationContext ? `${first.field} in the ${where}` : `The ${where}`;
  return new Failure('Invalid', `${what} is not valid: ${first?.message ?? error.message}.`, { errors });
}

/** What Fastify calls the parts of a request, in words. */
const places: Record<string, string> = { body: 'body', querystring: 'query', params: 'address', headers: 'headers' };

/** What a thrown thing means to the client. Never carries an unexpected error's own words. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;

  const error = thrown as FastifyError;
  if (error?.validation) return invalid(error);
  if (error?.code in byFastifyCode) {
    return new Failure(byFastifyCode[error.code] as FailureType, error.message, {}, { cause: error });
  }
  if (error?.statusCode === 400) return new Failure('Invalid', error.message, {}, { cause: error });

  return new Failure('Internal', undefined, {}, { cause: error });
}

export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const failure = failureOf(thrown);
  const { status, retryable } = failures[failure.type];
  if (status === 500) request.log.error({ err: failure.cause ?? failure }, 'a request failed');
  else if (status > 500) request.log.warn({ code: failure.type, detail: failure.message }, 'a request met a part away');

  if (retryable || failure.retryAfterSeconds) reply.header('retry-after', failure.retryAfterSeconds ?? RETRY_AFTER);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  void reply
    .code(status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemOf(failure)));
}

/** A body that is too large is let through and dropped for so long; who sends still more sees the line cut. */
const DRAIN_MS = 20_000;

/**
 * Many clients read no answer before they have sent all: to close on them is a broken pipe to them, not a 413 (RFC 9110 §15.5.14
 * allows either).
 */
async function drained(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return;
  const late = new AbortController();
  const ended = new Promise<void>((resolve) =>
    ['end', 'close'].forEach((event) => request.once(event, () => resolve())),
  );
  request.resume();
  await Promise.race([ended, wait(DRAIN_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
}

async function errors(app: FastifyInstance): Promise<void> {
  app.setErrorHandler(async (thrown, request, reply) => {
    if (failureOf(thrown).type === 'TooLarge') await drained(request.raw);
    sendProblem(thrown, request, reply);
    return reply;
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Failure('NotFound', `There is nothing at ${request.url.split('?')[0]}`), request, reply),
  );
}

export default fp(errors, { name: 'errors' });
