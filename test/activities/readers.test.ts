/** Two readers behind one port: the timeline says which of them spoke, and why the other did not. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { createActivities } from '../../src/activities/index.ts';
import { mailRead } from '../../src/domain/arrival.ts';
import { createReading } from '../../src/reading/index.ts';
import { startOf } from '../domain/pure-story.ts';
import { answer, modelServer, said, status, type Says } from '../reading/model/server.ts';
import { plainMail } from '../reading/mails.ts';
import { aMail } from '../store/examples.ts';
import { activitiesWorld, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
let server: Awaited<ReturnType<typeof modelServer>>;
beforeAll(async () => {
  world = await activitiesWorld();
  server = await modelServer();
});
afterAll(async () => {
  await server.close();
  await world.drop();
});

/** A mail read by the activity; the sentence of its step, and what was kept. */
async function step(says: Says | null, headers: Record<string, string> = {}) {
  if (says) server.says(says);
  const model = { url: server.url, name: 'reader-1', key: null, timeoutSeconds: 1, request: {} };
  const reading = createReading({ threads: 1, model: says ? model : null });
  try {
    const act = createActivities({ ...world.dependencies, reading });
    const inquiry = ulid();
    const raw = plainMail('Please quote 2 pieces HAMMER 4000000000017 and 20 m rope.', headers);
    const { mail } = (await world.store.mails.keep(aMail(), raw, { inquiry }))!;
    const facts = await act.readMail({ inquiry, mail: mail.id, quote: null });
    const { news } = mailRead(startOf(), facts, '2026-11-23T08:00:00.000Z');
    return {
      summary: news.find(({ kind }) => kind === 'read')?.summary,
      facts,
      kept: await world.store.readings.find(mail.id),
      lines: await world.store.lines.of(inquiry),
    };
  } finally {
    await reading.close();
  }
}

const hammer = said('HAMMER 4000000000017', { quantityWords: '2 pieces', quantity: '2', item: 'HAMMER' });

describe('the timeline says who read', () => {
  test('both: what they agree on is sure, and nothing else', async () => {
    const { summary, kept, lines } = await step(answer({ lines: [hammer] }));
    expect(summary).toBe('Read as an inquiry, 2 lines, 1 of them sure. Read by rules and by the model reader-1.');
    expect(kept).toMatchObject({ reader: 'model' });
    expect(lines).toMatchObject([
      { item: 'HAMMER', quantity: '2', sure: true },
      { item: 'ROPE', sure: false, reason: expect.stringContaining('the model does not read this line') },
    ]);
  });

  test('the rules, because the model’s server is in trouble', async () => {
    const { summary, kept, facts } = await step(status(500));
    expect(summary).toMatch(/Read by rules alone: the model’s server answered 500\.$/);
    expect(kept).toMatchObject({ reader: 'rules' });
    expect(facts).toMatchObject({ lines: 2, sureLines: 2 });
  });

  test('the rules, because it does not answer in time', async () => {
    const { summary } = await step(() => undefined);
    expect(summary).toMatch(/Read by rules alone: the model did not answer within 1 s\.$/);
  });

  test('the rules, because a robot’s mail needs no model', async () => {
    const { summary, facts } = await step(answer(), { 'Auto-Submitted': 'auto-replied' });
    expect(facts.kind).toBe('auto-reply');
    expect(summary).toMatch(/Read by rules alone: the headers say what this mail is\.$/);
    expect(server.asked).toEqual([]);
  });

  test('nothing of it where no model is set', async () => {
    const { summary } = await step(null);
    expect(summary).toBe('Read as an inquiry, 2 lines, 2 of them sure.');
  });
});
