/** The HTTP side of the house: plugins first, then routes, in the order they apply. Started by main, or injected into by tests. */
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { named } from './components.ts';
import type { Dependencies } from './dependencies.ts';
import accessLog from './plugins/access-log.ts';
import auth from './plugins/auth.ts';
import closing from './plugins/closing.ts';
import errors, { sendProblem } from './plugins/errors.ts';
import limits, { counters } from './plugins/limits.ts';
import methods from './plugins/methods.ts';
import openapi from './plugins/openapi.ts';
import security from './plugins/security.ts';
import aliases from './routes/aliases.ts';
import codec from './routes/codec.ts';
import contacts from './routes/contacts.ts';
import decisions from './routes/decisions.ts';
import events from './routes/events.ts';
import files from './routes/files.ts';
import followUps from './routes/follow-ups.ts';
import health from './routes/health.ts';
import inquiries from './routes/inquiries.ts';
import kpis from './routes/kpis.ts';
import mails from './routes/mails.ts';
import people from './routes/people.ts';
import revisions from './routes/revisions.ts';
import sales from './routes/sales.ts';
import settings from './routes/settings.ts';
import stopAll from './routes/stop-all.ts';
import { buildValidator } from './validator.ts';

/** Far below the 2 MiB at which a Temporal update would stop its workflow for good (reference: temporal-practice §0.2). */
const BODY_BYTES = 256 * 1024;
/** A decision (10 s), an edit worked in (5 s) and the reads around them; whatever is slower is away. */
const ANSWER_MS = 25_000;
/** A client that sends its request slower than this is cut off. */
const REQUEST_MS = 180_000;

/** The API, ready to listen. Closing it ends event streams and lets running requests finish. */
export async function buildApi(dependencies: Dependencies): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: dependencies.log,
    logController: new LogController({ disableRequestLogging: true }), // plugins/access-log.ts writes less
    bodyLimit: BODY_BYTES,
    handlerTimeout: ANSWER_MS,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    schemaController: {
      compilersFactory: {
        buildValidator,
        // Answers are what the store and the ports give, and tests hold them against their schemas. Compiled serialisers were slower
        // here (113 against 85 µs a page of 25) and turn a value that fits no branch of `anyOf` into a 500.
        buildSerializer: () => () => JSON.stringify,
      },
    },
    frameworkErrors: sendProblem,
  });
  app.removeContentTypeParser('text/plain');
  for (const schema of named) app.addSchema(schema);

  await app.register(errors);
  await app.register(closing);
  await app.register(accessLog);
  await app.register(security);
  await app.register(methods);
  await app.register(counters);
  await app.register(openapi);

  await app.register(
    async (v1) => {
      await v1.register(auth, dependencies);
      await v1.register(limits, dependencies);
      for (const routes of [
        inquiries,
        revisions,
        decisions,
        stopAll,
        followUps,
        mails,
        files,
        sales,
        events,
        settings,
        aliases,
        people,
        contacts,
        kpis,
        health,
      ]) {
        await v1.register(routes, dependencies);
      }
      await v1.register(codec, { ...dependencies, prefix: '/codec' });
    },
    { prefix: '/v1' },
  );
  app.refuseOtherMethods();
  return app;
}
