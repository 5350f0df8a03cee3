import { afterAll, describe, expect, test } from '@jest/globals';
import { problems } from '../../src/domain/problems.ts';
import { documented } from './documented.ts';
import { api, as, closeAll, head, INQUIRY, mail, MAIL, OTHER, state, summary, temporalOf } from './fakes.ts';

afterAll(closeAll);
type Api = Awaited<ReturnType<typeof api>>;
const post = (app: Api, url: string, role: Parameters<typeof as>[0]) =>
  app.inject({ method: 'POST', url, headers: as(role) });

describe('a failed sending is tried again', () => {
  const asked = {
    ...summary.review!,
    kind: 'assistance' as const,
    reason: { code: 'send-refused', sentence: 'The mail server refuses.' },
  };
  const failed = { ...mail, direction: 'out' as const, messageId: '<d1@ours.example>', sending: 'failed' as const };
  const world = (changes: { mail?: object; review?: object | null; draftId?: string } = {}) => {
    const now = state();
    now.mails.set(MAIL, { ...failed, ...changes.mail });
    const review = changes.review === undefined ? asked : (changes.review as typeof asked | null);
    now.inquiries.set(INQUIRY, { ...summary, review, draftId: changes.draftId ?? 'D1' });
    return now;
  };

  test('by the choice that sends what was approved', async () => {
    const sent: unknown[] = [];
    const temporal = temporalOf(async (name, { args }) => {
      sent.push([name, args[0]]);
      return { head, news: [] };
    });
    const app = await api(world(), { temporal });
    const answer = await post(app, `/v1/mails/${MAIL}/retry`, 'reviewer');
    expect(answer.statusCode).toBe(202);
    expect(documented(app)('/v1/mails/{id}/retry', 'post', answer)).toBeNull();
    expect(sent).toMatchObject([['confirm', { step: 's7', choice: 'send', by: { id: 'reviewer' } }]]);
    expect(problems['send-refused'].choices.find(({ id }) => id === 'send')).toMatchObject({ to: 'send' });
  });

  test.each([
    ['that came in', { mail: { direction: 'in', sending: null } }],
    ['that has left', { mail: { sending: 'sent' } }],
    ['that nobody is asked about', { review: null }],
    ['of which another draft took the place', { draftId: 'D2' }],
    ['whose inquiry asks something else', { review: { ...asked, reason: { code: 'failed', sentence: '' } } }],
  ])('not one %s', async (_, changes) => {
    const answer = await post(await api(world(changes)), `/v1/mails/${MAIL}/retry`, 'reviewer');
    expect(answer.json()).toMatchObject({ code: 'NotSending', status: 409 });
  });
});

describe('erasing a contact', () => {
  test.each([
    ['C1', ['ann@rower.example', 'ann@home.example', 'stored ann@home.example'], 2],
    ['ann@rower.example', ['ann@rower.example'], 1],
    ['ANN@rower.example', ['ann@rower.example'], 1],
  ])('%s: what is gone, what runs, what was kept and why', async (id, erased, addresses) => {
    const now = state();
    const app = await api(now);
    const answer = await post(app, `/v1/contacts/${encodeURIComponent(id)}/erase`, 'admin');
    expect(documented(app)('/v1/contacts/{id}/erase', 'post', answer)).toBeNull();
    expect(answer.json()).toMatchObject({
      erased:
        addresses === 2
          ? { inquiries: 1, mails: 19, mentions: 4, aliases: 2, addresses: 1 }
          : { inquiries: 1, mails: 9, mentions: 2, aliases: 1, addresses: 0 },
      running: [INQUIRY],
      kept: expect.arrayContaining([expect.objectContaining({ what: 'Q-000123 in the sales system' })]),
    });
    // An address in use by what runs stays stored.
    expect(now.erased).toEqual(erased);
    expect(now.removed).toEqual([`${OTHER} by admin`]);
    expect(now.told).toHaveLength(1);
    expect(now.told[0]).not.toMatch(/ann|rower/i);
  });

  test('nobody of that id; and a reviewer may not', async () => {
    const app = await api();
    expect((await post(app, '/v1/contacts/C9/erase', 'admin')).json()).toMatchObject({ code: 'NotFound' });
    expect((await post(app, '/v1/contacts/C1/erase', 'reviewer')).statusCode).toBe(403);
  });

  test('while Temporal is away nothing is removed', async () => {
    const now = state();
    const temporal = temporalOf(async () => ({}));
    Object.assign(temporal.workflowService, {
      deleteWorkflowExecution: () => Promise.reject(new Error('14 UNAVAILABLE')),
    });
    const answer = await post(await api(now, { temporal }), '/v1/contacts/C1/erase', 'admin');
    expect(answer.json()).toMatchObject({ code: 'Unavailable' });
    expect(now.removed).toEqual([]);
  });
});
