/** The reminder of a quote that was sent: to whom, with what, and when it is a person's to decide. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { activitiesWorld, aLine, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());

let made: Awaited<ReturnType<ActivitiesWorld['quoteFor']>>;
let sent: string;
beforeEach(async () => {
  made = await world.quoteFor([aLine('l1', 'HAMMER', '2')]);
  const { draft } = await world.draftOf(made);
  ({ mail: sent } = await world.act.sendMail({ inquiry: made.inquiry, draft }));
});

const remind = async (draft: string) => {
  const file = (await world.act.renderDocument({ inquiry: made.inquiry, kind: 'quote', number: made.quote.number }))
    .file;
  const { number, revision, hash } = made.quote;
  return await world.act.draftReminder({
    inquiry: made.inquiry,
    draft: `${made.inquiry}.${draft}`,
    mail: sent,
    language: 'en',
    contact: 'Anna',
    quote: { number, revision, hash, file },
  });
};

describe('a reminder', () => {
  test('goes to whom the quote went, in its thread, with the PDF of exactly that revision; drafted twice it is one', async () => {
    const row = (await world.store.mails.find(sent))!;
    expect(await remind('s20')).toEqual({ to: 'anna@boats.example' });
    expect(await remind('s20')).toEqual({ to: 'anna@boats.example' });
    const draft = (await world.store.drafts.find(`${made.inquiry}.s20`))!;
    expect(draft).toMatchObject({
      to: row.to.map(({ address }) => address),
      inReplyTo: row.messageId,
      references: expect.arrayContaining([row.messageId]),
      attachments: [{ name: `${made.quote.number}.pdf` }],
      document: { kind: 'quote', number: made.quote.number, revision: 1, hash: made.quote.hash },
    });
    expect(world.documents.replies.at(-1)).toMatchObject({ kind: 'reminder', answered: { subject: row.subject } });
  });

  test('of a quote that was changed or closed meanwhile: a person is asked, nothing is drafted', async () => {
    const row = world.store.connection.collection('sales-documents');
    const closed = (status: string) =>
      row.updateOne({ _id: made.quote.number as never }, { $set: { status, 'document.status': status } });
    await closed('cancelled');
    expect(await remind('s21')).toMatchObject({
      trouble: { code: 'quote-closed', sentence: expect.stringContaining('is cancelled') },
    });
    await closed('open');
    await world.put(made.quote.number, () => ({ requestedDate: '2099-01-01' }));
    expect(await remind('s21')).toMatchObject({
      trouble: { code: 'document-changed', sentence: expect.stringContaining('is at revision 2 now') },
    });
    expect(await world.store.drafts.find(`${made.inquiry}.s21`)).toBeNull();
  });
});
