import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { createActivities } from '../../src/activities/index.ts';
import { asTemporalFailures } from '../../src/activities/failures.ts';
import { failures, Failure, type FailureType } from '../../src/domain/failures.ts';
import { anInquiry, aStep } from '../store/examples.ts';
import { activitiesWorld, aLine, aReading, failureOf, read, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());
const hammers = (quantity: string) => [aLine('l1', 'HAMMER', quantity)];

describe('the quote', () => {
  test('is made once: asked again after its answer was lost, the same', async () => {
    const { inquiry, mail, quote, made } = await world.quoteFor(hammers('2'));
    const input = {
      inquiry,
      mails: [mail],
      customer: world.customer,
      language: 'en',
      quote: null,
      key: `${inquiry}.s5`,
      wishes: {},
    };
    expect((await world.quoteMade(input)).ref).toMatchObject(quote);
    expect(made).toMatchObject({ amountMinor: 3025, ref: { total: '30.25', currency: 'EUR' } });
    expect(await world.store.lines.of(inquiry)).toMatchObject([
      { unitPrice: '12.50', total: '25.00', description: 'Hammer' },
    ]);
  });

  test('holds what the mail wishes; a day that is over is not used; a person’s word comes first', async () => {
    const inquiry = ulid();
    const says = aReading(hammers('1'), {
      requestedDate: read('2099-01-05'),
      shipTo: read({ city: 'Urk' }),
      reference: read('PO-1'),
    });
    const row = await world.mailIn(inquiry, says);
    const input = { inquiry, mails: [row.id], quote: null, wishes: {} };
    await world.act.checkItems({ ...input, account: 'A1', overrides: [], onlyAvailable: false });
    const { ref } = await world.quoteMade({
      ...input,
      customer: world.customer,
      language: 'en',
      key: `${inquiry}.s5`,
    });
    expect(await world.sales.quote(ref.number)).toMatchObject({
      requestedDate: '2099-01-05',
      shipTo: { city: 'Urk' },
      reference: 'PO-1',
    });

    const second = await world.mailIn(inquiry, aReading([], { of: 'change', requestedDate: read('2001-01-05') }));
    const quote = { number: ref.number, revision: ref.revision, hash: ref.hash };
    const revise = (wishes: { requestedDate?: string | null }, key: string) =>
      world.quoteMade({
        ...input,
        mails: [second.id],
        customer: world.customer,
        language: 'en',
        quote,
        wishes,
        key: `${inquiry}.${key}`,
      });
    await revise({}, 's9');
    expect((await world.sales.quote(ref.number))!.requestedDate).toBe('2099-01-05');
    await revise({ requestedDate: '2099-02-02' }, 's12');
    expect((await world.sales.quote(ref.number))!.requestedDate).toBe('2099-02-02');
  });

  test('a date that a person took away is taken away', async () => {
    const { inquiry, mail, quote } = await world.quoteFor(hammers('1'));
    await world.put(quote.number, () => ({ requestedDate: '2099-01-05' }));
    await world.quoteMade({
      inquiry,
      mails: [mail],
      customer: world.customer,
      language: 'en',
      quote,
      wishes: { requestedDate: null },
      key: `${inquiry}.s20`,
    });
    expect((await world.sales.quote(quote.number))!.requestedDate).toBeNull();
  });

  test('an edit in the sales system that nobody told us of is kept', async () => {
    const { inquiry, quote } = await world.quoteFor(hammers('2'));
    await world.put(quote.number, ({ lines }) => ({
      lines: [
        ...lines.map(({ id, item, quantity, unit }) => ({ id, item, quantity, unit })),
        { item: 'ROPE', quantity: '7' },
      ],
    }));
    const change = await world.mailIn(
      inquiry,
      aReading([aLine('l1', 'HAMMER', '5', { action: 'set' })], { of: 'change' }),
    );
    const input = { inquiry, mails: [change.id], quote, wishes: {} };
    await world.act.checkItems({ ...input, account: 'A1', overrides: [], onlyAvailable: false });
    const made = await world.quoteMade({
      ...input,
      customer: world.customer,
      language: 'en',
      key: `${inquiry}.s20`,
    });
    expect(made.ref.revision).toBe(3);
    expect((await world.sales.quote(quote.number))!.lines.map(({ item, quantity }) => `${quantity} ${item}`)).toEqual([
      '5 HAMMER',
      '7 ROPE',
    ]);
  });

  test.each<[string, (number: string) => Promise<unknown>]>([
    [
      'is no longer in the sales system',
      (number) => world.store.connection.collection('sales-documents').deleteOne({ _id: number as never }),
    ],
    ['is cancelled', (number) => world.put(number, () => ({ status: 'cancelled' }))],
  ])('%s: a person is asked; where one says so, another quote takes its place, once', async (words, change) => {
    const { inquiry, quote } = await world.quoteFor(hammers('2'));
    await world.put(quote.number, () => ({ requestedDate: '2099-02-03' }));
    await change(quote.number);
    const input = { inquiry, mails: [], quote, wishes: {}, overrides: [] as string[] };
    const build = { ...input, customer: world.customer, language: 'en', key: `${inquiry}.s20` };
    expect(await world.act.buildQuote(build)).toEqual({
      trouble: { code: 'quote-closed', sentence: `Quote ${quote.number} ${words}.` },
    });
    const said = { overrides: ['requote'] };
    const found = await world.act.checkItems({ ...input, ...said, account: 'A1', onlyAvailable: false });
    expect(found).toMatchObject({ lines: 1, clear: 1, trouble: null });
    const made = await world.quoteMade({ ...build, ...said });
    expect(await world.quoteMade({ ...build, ...said })).toEqual(made);
    expect(made.ref).toMatchObject({ revision: 1, total: '30.25' });
    expect(made.ref.number).not.toBe(quote.number);
    expect(made.summary).toContain(`It takes the place of ${quote.number}, which ${words}.`);
    expect(await world.sales.quote(made.ref.number)).toMatchObject({
      inquiry,
      status: 'open',
      requestedDate: words.includes('cancelled') ? '2099-02-03' : null,
    });
  });

  test('without an account there is none', async () => {
    const { inquiry, mail } = await world.quoteFor(hammers('1'));
    const customer = { ...world.customer, account: null };
    expect(
      await failureOf(
        world.quoteMade({ inquiry, mails: [mail], customer, language: 'en', quote: null, wishes: {}, key: 'k' }),
      ),
    ).toMatchObject({ type: 'EditRefused' });
  });
});

describe('the PDF', () => {
  test('is of the document as it stands now, and says so', async () => {
    const { inquiry, quote } = await world.quoteFor(hammers('2'));
    const first = await world.act.renderDocument({ inquiry, kind: 'quote', number: quote.number });
    expect(first.made.ref).toMatchObject(quote);
    expect(await world.store.files.find(first.file)).toMatchObject({
      name: `${quote.number}.pdf`,
      inquiry,
      type: 'application/pdf',
    });
    await world.put(quote.number, () => ({ requestedDate: '2099-01-05' }));
    const second = await world.act.renderDocument({ inquiry, kind: 'quote', number: quote.number });
    expect(second.made.ref.revision).toBe(2);
    expect(await world.store.files.find(second.file)).toMatchObject({ name: `${quote.number}-r2.pdf` });
    expect((await world.store.files.read(second.file)).toString()).toBe(`%PDF <h1>${quote.number}/2</h1>`);
    expect((await world.store.files.read(first.file)).toString()).toBe(`%PDF <h1>${quote.number}/1</h1>`);
  });

  test('printed again after its answer was lost, the same file', async () => {
    const { inquiry, quote } = await world.quoteFor(hammers('2'));
    const print = () => world.act.renderDocument({ inquiry, kind: 'quote', number: quote.number });
    expect((await print()).file).toBe((await print()).file);
  });

  test.each<[string, Failure | null, 'quote' | 'order', object]>([
    [
      'no Chromium',
      new Failure('Unavailable', 'No Chromium can be had.'),
      'quote',
      { type: 'Unavailable', nonRetryable: false },
    ],
    ['no such document', null, 'order', { type: 'NoSuchDocument', nonRetryable: true }],
  ])('%s', async (_, fails, kind, failure) => {
    const { inquiry, quote } = await world.quoteFor(hammers('2'));
    world.documents.fails = fails;
    expect(await failureOf(world.act.renderDocument({ inquiry, kind, number: quote.number }))).toMatchObject(failure);
    world.documents.fails = null;
  });
});

describe('the draft', () => {
  test('answers the newest mail in its thread, names what was left out and a day that is over', async () => {
    const inquiry = ulid();
    const says = aReading([...hammers('2'), aLine('l2', null, '3', { text: '3 unicorns' })], {
      requestedDate: read('2001-01-05'),
    });
    const row = await world.mailIn(inquiry, says, { references: ['<a@x.example>'], messageId: '<b@x.example>' });
    const input = { inquiry, mails: [row.id], quote: null, wishes: {} };
    await world.act.checkItems({ ...input, account: 'A1', overrides: ['leave-out'], onlyAvailable: false });
    const { ref } = await world.quoteMade({ ...input, customer: world.customer, language: 'en', key: 'k' });
    const { file } = await world.act.renderDocument({ inquiry, kind: 'quote', number: ref.number });
    const draft = `${inquiry}.s9`;
    const document = { kind: 'quote' as const, number: ref.number, revision: ref.revision, hash: ref.hash, file };
    expect(
      await world.act.draftReply({
        inquiry,
        draft,
        about: 'quote',
        mail: row.id,
        language: 'en',
        contact: 'Anna',
        document,
        wishes: {},
      }),
    ).toEqual({ to: 'anna@boats.example' });
    expect(world.documents.replies.at(-1)!.remarks).toEqual([
      { code: 'left-out', words: ['3 unicorns'] },
      { code: 'date-passed', day: '2001-01-05' },
    ]);
    expect(await world.store.drafts.find(draft)).toMatchObject({
      inReplyTo: '<b@x.example>',
      references: ['<a@x.example>', '<b@x.example>'],
      attachments: [{ file, name: `${ref.number}.pdf` }],
      document: { number: ref.number, revision: 1, hash: ref.hash },
    });
  });

  test('an answer carries no document, and the customer’s words', async () => {
    const made = await world.quoteFor(hammers('2'));
    const draft = `${made.inquiry}.s9`;
    await world.act.draftReply({
      inquiry: made.inquiry,
      draft,
      about: 'answer',
      mail: made.mail,
      language: 'en',
      contact: null,
      document: { kind: 'quote', ...made.quote, file: 'f' },
      wishes: {},
    });
    expect(await world.store.drafts.find(draft)).toMatchObject({ attachments: [], document: null });
    expect(world.documents.replies.at(-1)).toMatchObject({ kind: 'answer', question: 'Please quote.' });
  });

  test('a mail that names no sender is answered to nobody', async () => {
    const row = await world.mailIn(ulid(), null, { from: null });
    expect(
      await failureOf(
        world.act.draftReply({
          inquiry: row.inquiry!,
          draft: 'd',
          about: 'answer',
          mail: row.id,
          language: 'en',
          contact: null,
          document: null,
          wishes: {},
        }),
      ),
    ).toMatchObject({ type: 'NotFound' });
  });
});

describe('who gets the draft', () => {
  const draftTo = async (more: Parameters<typeof world.mailIn>[2], customer = world.customer) => {
    const inquiry = ulid();
    const row = await world.mailIn(inquiry, aReading([], { of: 'question' }), more);
    const draft = `${inquiry}.s4`;
    const input = { inquiry, draft, about: 'answer' as const, mail: row.id, language: 'en', contact: null, wishes: {} };
    await world.act.draftReply({ ...input, customer, document: null });
    return (await world.store.drafts.find(draft))!;
  };
  const box = (address: string) => ({ name: '', address });

  test('people of the company and of the account; others are left out, and the reviewer is told', async () => {
    await world.crm.createContact({ name: 'The agent', email: 'agent@bureau.example', account: 'A1' });
    const cc = ['bert@boats.example', 'agent@bureau.example', 'spy@rivals.example'].map(box);
    const draft = await draftTo({ cc });
    expect(draft).toMatchObject({ to: ['anna@boats.example'], cc: ['bert@boats.example', 'agent@bureau.example'] });
    expect(draft.warnings).toEqual([expect.stringContaining('spy@rivals.example')]);
  });

  test('of one with a provider’s address nobody else of that provider', async () => {
    const email = 'anna@gmail.com';
    const draft = await draftTo(
      {
        from: box(email),
        cc: [box('other@gmail.com')],
        replyTo: [box('thief@gmail.com')],
        sender: box('pa@x.example'),
      },
      { ...world.customer, email },
    );
    expect(draft).toMatchObject({ to: [email], cc: [] });
    expect(draft.warnings).toHaveLength(3);
  });
});

describe('after a pause', () => {
  const reread = (
    quoted: Awaited<ReturnType<ActivitiesWorld['quoteFor']>>,
    resume: 'quote-updated' | 'unchanged' | 'order-updated',
  ) => world.act.rereadDocument({ inquiry: quoted.inquiry, resume, about: 'quote', quote: quoted.quote, order: null });

  test('nothing changed', async () => {
    const quoted = await world.quoteFor(hammers('2'));
    for (const resume of ['unchanged', 'quote-updated'] as const)
      expect(await reread(quoted, resume)).toMatchObject({ made: { ref: quoted.quote }, differences: [] });
  });

  test('what changed is said in words, and the lines follow where it was meant', async () => {
    const quoted = await world.quoteFor(hammers('2'));
    await world.put(quoted.quote.number, ({ lines }) => ({
      lines: lines.map(({ id, item, unit }) => ({ id, item, unit, quantity: '4' })),
    }));
    const unchanged = await reread(quoted, 'unchanged');
    expect(unchanged.differences.join(' ')).toContain('The quantity of HAMMER was 2 and is 4 now.');
    expect((await world.store.lines.of(quoted.inquiry))[0]!.quantity).toBe('2');
    expect(await reread(quoted, 'quote-updated')).toMatchObject({ made: { ref: { revision: 2 } } });
    expect((await world.store.lines.of(quoted.inquiry))[0]!.quantity).toBe('4');
  });

  test('gone', async () => {
    const quoted = await world.quoteFor(hammers('2'));
    await world.store.connection.collection('sales-documents').deleteOne({ _id: quoted.quote.number as never });
    expect(await reread(quoted, 'quote-updated')).toMatchObject({
      made: null,
      differences: [expect.stringContaining('no longer')],
    });
    expect(await reread(quoted, 'order-updated')).toEqual({ made: null, differences: [] });
  });
});

describe('the rest', () => {
  test('publishing out of order leaves the newest view', async () => {
    const head = anInquiry();
    for (const version of [2, 3, 1])
      await world.act.publish({ head: { ...head, version, subject: `v${version}` }, news: [aStep(`s${version}`)] });
    expect(await world.store.inquiries.find(head.id)).toMatchObject({ version: 3, subject: 'v3' });
    expect(await world.store.inquiries.timeline(head.id)).toHaveLength(3);
  });

  test('driving mails is the intake’s', async () => expect(await world.act.driveMails()).toBe(3));

  test.each(Object.keys(failures) as FailureType[])(
    '%s travels by its name, with its sentence and details',
    async (type) => {
      const { verb } = asTemporalFailures({
        verb: async () => Promise.reject(new Failure(type, 'So it is.', { step: 's1' })),
      });
      expect(await failureOf(verb())).toMatchObject({
        name: 'ApplicationFailure',
        type,
        message: 'So it is.',
        details: [{ step: 's1' }],
        nonRetryable: !failures[type].retryable,
      });
    },
  );

  test('a bug stays what it is: Temporal tries it again', async () => {
    const bug = new RangeError('too deep');
    const { verb } = asTemporalFailures({ verb: async () => Promise.reject(bug) });
    expect(await failureOf(verb())).toBe(bug);
  });

  test('a database that goes away in the middle is tried again', async () => {
    const { store } = world;
    const away = {
      ...store,
      mails: {
        ...store.mails,
        find: async () => Promise.reject(new Failure('Unavailable', undefined, {}, { retryAfterSeconds: 5 })),
      },
    };
    const act = createActivities({ ...world.dependencies, store: away });
    expect(await failureOf(act.findCustomer({ inquiry: ulid(), mail: ulid() }))).toMatchObject({
      type: 'Unavailable',
      nonRetryable: false,
      nextRetryDelay: '5 seconds',
    });
  });
});
