/** An acceptance is of one revision, and says what the quote says, or a person decides. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reading, ReadLine } from '../../src/domain/reading.ts';
import type { DocumentPut } from '../../src/domain/sales.ts';
import { files } from '../connectors/embedded/company-folder.ts';
import { activitiesWorld, aLine, aReading, read, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
const items = files['items.csv'].map((line) => line.replace('12.50,EUR,100,', '12.50,EUR,100000,'));
beforeAll(async () => (world = await activitiesWorld({ 'items.csv': items })));
afterAll(() => world.drop());

type Quoted = Awaited<ReturnType<ActivitiesWorld['quoteFor']>>;
const hammers = () => world.quoteFor([aLine('l1', 'HAMMER', '10'), aLine('l2', 'BOLT', '5')], 'A2');

/** Sends the quote as it stands; the draft's Message-ID is what an answer refers to. */
const send = async (quoted: Quoted, step: string) => {
  const { inquiry, mail } = quoted;
  const now = (await world.sales.quote(quoted.quote.number))!;
  const quote = { number: now.number, revision: now.revision, hash: now.hash };
  const { file } = await world.act.renderDocument({ inquiry, kind: 'quote', number: quote.number });
  const draft = `${inquiry}.${step}`;
  const more = { contact: null, wishes: {}, language: 'en', document: { kind: 'quote' as const, ...quote, file } };
  await world.act.draftReply({ inquiry, draft, about: 'quote', mail, ...more });
  const sent = await world.act.sendMail({ inquiry, draft });
  return { quote, messageId: (await world.store.mails.find(sent.mail))!.messageId! };
};

const order = async (
  quoted: Quoted,
  says: Partial<Reading>,
  {
    answers,
    ...more
  }: { answers?: string; overrides?: string[]; offered?: Quoted['quote'] | null; quote?: Quoted['quote'] } = {},
) => {
  const reading = aReading([], { of: 'acceptance', visibleText: 'Go ahead.', ...says });
  const mail = await world.mailIn(
    quoted.inquiry,
    reading,
    answers ? { inReplyTo: answers, references: [answers] } : {},
  );
  const input = { inquiry: quoted.inquiry, mail: mail.id, quote: quoted.quote, account: 'A2', accepts: true };
  return await world.act.makeOrder({ ...input, overrides: [], offered: quoted.quote, ...more });
};
const revised = async (quoted: Quoted, change: Partial<DocumentPut> = {}) => {
  const { number, revision, hash } = await world.put(quoted.quote.number, ({ lines }) => ({
    lines: lines.map(({ id, item, unit, quantity }) => ({
      id,
      item,
      unit,
      quantity: item === 'HAMMER' ? '12' : quantity,
    })),
    ...change,
  }));
  return { number, revision, hash };
};
const asked = (code: string, words: RegExp) => ({ trouble: { code, sentence: expect.stringMatching(words) } });

describe('which revision', () => {
  test('the one in the mail it answers, though another was sent since', async () => {
    const quoted = await hammers();
    const first = await send(quoted, 's9');
    const quote = await revised(quoted);
    const second = await send(quoted, 's19');
    const now = { quote, offered: quote };
    expect(await order(quoted, {}, { ...now, answers: first.messageId })).toMatchObject(
      asked('another-revision-accepted', /accepts revision 1; .* revision 2.*HAMMER was 10 and is 12 now/),
    );
    expect(await order(quoted, {}, { ...now, answers: second.messageId })).toHaveProperty('ref');
  });

  test('the one it names, whatever it answers', async () => {
    const quoted = await hammers();
    const quote = await revised(quoted);
    const second = await send(quoted, 's9');
    const given = { quote, offered: quote, answers: second.messageId };
    const named = (visibleText: string) => order(quoted, { visibleText }, given);
    expect(await named('We accept revision 1.')).toMatchObject(asked('another-revision-accepted', /revision 1/));
    expect(await named('Wir nehmen Ihr Angebot an (Rev. 1)')).toMatchObject(
      asked('another-revision-accepted', /revision 1/),
    );
    expect(await named('We accept Q-999999.')).toMatchObject(asked('another-revision-accepted', /names Q-999999/));
    expect(await named(`We accept ${quote.number}, revision 2.`)).toHaveProperty('ref');
  });

  test('without a thread the one sent last; one that never was sent is nobody’s to accept', async () => {
    const quoted = await hammers();
    expect(await order(quoted, {}, { offered: null })).toMatchObject(
      asked('another-revision-accepted', /was not sent/),
    );
    const quote = await revised(quoted);
    expect(await order(quoted, {}, { quote })).toMatchObject(asked('another-revision-accepted', /accepts revision 1/));
    expect(await order(quoted, {}, { quote, overrides: ['order-as-quoted'] })).toHaveProperty('ref');
  });

  test('its last day alone put off: it is the same that is accepted', async () => {
    const quoted = await hammers();
    const number = quoted.quote.number;
    const row = world.store.connection.collection('sales-documents');
    await row.updateOne(
      { _id: number as never },
      { $set: { 'document.validUntil': '2099-01-01', 'document.hash': 'h2' } },
    );
    const quote = { number, revision: 1, hash: 'h2' };
    const answer = await order(quoted, {}, { quote });
    expect(answer).not.toMatchObject({ trouble: { code: 'another-revision-accepted' } });
  });
});

describe('what it says', () => {
  const po = (line: ReadLine, amounts: string[] = []) => ({ ...line, listed: true, amounts });

  test('a purchase order with another quantity and price is shown, line by line; ordered as quoted where a person says so', async () => {
    const quoted = await hammers();
    const says = { ordered: [po(aLine('l1', 'HAMMER', '12'), ['9']), po(aLine('l2', 'BOLT', '5'))] };
    expect(await order(quoted, says)).toMatchObject(
      asked('acceptance-differs', /orders 12 HAMMER, the quote says 10\. .*writes 9 for HAMMER, the quote says 12\.50/),
    );
    const made = await order(quoted, says, { overrides: ['order-as-quoted'] });
    const { ref } = made as { ref: { number: string } };
    expect((await world.sales.order(ref.number))!.lines[0]).toMatchObject({ quantity: '10', unitPrice: '12.50' });
  });

  test('the new revision takes its quantities, and never its prices', async () => {
    const quoted = await hammers();
    const says = aReading([], {
      of: 'acceptance',
      ordered: [po(aLine('l1', 'HAMMER', '12'), ['0.01'])],
      requestedDate: read('2099-05-01'),
    });
    const { id } = await world.mailIn(quoted.inquiry, says);
    const given = {
      inquiry: quoted.inquiry,
      mails: [id],
      quote: quoted.quote,
      overrides: ['take-ordered'],
      wishes: {},
    };
    expect(await world.act.checkItems({ ...given, account: 'A2', onlyAvailable: false })).toMatchObject({
      trouble: null,
    });
    await world.quoteMade({
      ...given,
      customer: { ...world.customer, account: 'A2' },
      language: 'en',
      key: `${quoted.inquiry}.s30`,
    });
    const now = (await world.sales.quote(quoted.quote.number))!;
    expect(now).toMatchObject({
      revision: 2,
      requestedDate: '2099-05-01',
      lines: [{ item: 'HAMMER', quantity: '12', unitPrice: '12.50' }],
    });
    expect(now.lines).toHaveLength(1);
  });

  test('another delivery address is shown', async () => {
    const says = { shipTo: read({ street: 'Elsewhere 1', city: 'Rotterdam', postalCode: '3011 AB', country: 'NL' }) };
    expect(await order(await hammers(), says)).toMatchObject(asked('acceptance-differs', /Elsewhere 1/));
  });
});

describe('prices that changed since', () => {
  test('are shown; a person holds to those quoted, or quotes again', async () => {
    const quoted = await hammers();
    await world.reload({ ...files, 'items.csv': items.map((line) => line.replace('12.50', '13.50')) });
    expect(await order(quoted, {})).toMatchObject(
      asked('prices-changed', /have changed.*unit price of HAMMER was 12\.50 and is 13\.50 now/),
    );
    const made = await order(quoted, {}, { overrides: ['honour-prices'] });
    const { ref } = made as { ref: { number: string } };
    expect((await world.sales.order(ref.number))!.lines[0]).toMatchObject({ unitPrice: '12.50', total: '125.00' });
    await world.reload({ ...files, 'items.csv': items });
  });
});

describe('a change to a quote that a person changed in the sales system', () => {
  const changeTo = async (quoted: Quoted, lines: ReadLine[], overrides: string[] = []) => {
    const { id } = await world.mailIn(quoted.inquiry, aReading(lines, { of: 'change' }));
    const given = { inquiry: quoted.inquiry, mails: [id], quote: quoted.quote, overrides, wishes: {} };
    const found = await world.act.checkItems({ ...given, account: 'A2', onlyAvailable: false });
    return { ...given, found };
  };
  const set = (item: string, quantity: string) => aLine('l1', item, quantity, { action: 'set' });

  test('keeps what was changed there', async () => {
    const quoted = await hammers();
    await revised(quoted, { discountPercent: '3' });
    const { found, ...given } = await changeTo(quoted, [set('BOLT', '7')]);
    expect(found.trouble).toBeNull();
    const made = await world.quoteMade({
      ...given,
      customer: { ...world.customer, account: 'A2' },
      language: 'en',
      key: `${quoted.inquiry}.s30`,
    });
    expect(made.summary).toMatch(/quantity of BOLT was 5 and is 7 now/);
    const now = (await world.sales.quote(quoted.quote.number))!;
    expect(now).toMatchObject({ revision: 3, discountPercent: '3', lines: [{ quantity: '12' }, { quantity: '7' }] });
  });

  test('asks where both changed one line; either can be kept', async () => {
    const quoted = await hammers();
    await revised(quoted);
    const { found } = await changeTo(quoted, [set('HAMMER', '20')]);
    expect(found).toMatchObject(asked('changed-by-both', /HAMMER: 12 since .* 20 after/));
    const quantity = async (override: string) => {
      expect((await changeTo(quoted, [set('HAMMER', '20')], [override])).found.trouble).toBeNull();
      return (await world.store.lines.of(quoted.inquiry)).find(({ item }) => item === 'HAMMER')!.quantity;
    };
    expect(await quantity('keep-ours')).toBe('12');
    expect(await quantity('customer-decides')).toBe('20');
  });

  test('of which nothing could be read asks, and quotes nothing again', async () => {
    const { found } = await changeTo(await hammers(), []);
    expect(found).toMatchObject(asked('no-lines', /not a line/));
  });
});
