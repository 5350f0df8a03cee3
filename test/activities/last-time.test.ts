/** "The same as last time plus 20 blue", over a real store: the account's own documents, shown before they are quoted. */
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Reading } from '../../src/domain/reading.ts';
import { activitiesWorld, aLine, aReading, read, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());

const again = (number: string | null = null, lines: Parameters<typeof aReading>[0] = []): Reading =>
  aReading(lines, {
    sameAs: {
      ...read({ number, kind: null }),
      evidence: [{ mail: 'm', part: '1', start: 7, end: 24, quote: 'same as last time' }],
    },
  });

const asks = async (says: Reading, { account = 'A2', overrides = [] as string[], inquiry = ulid() } = {}) => {
  const { id } = await world.mailIn(inquiry, says);
  const check = (more: string[]) =>
    world.act.checkItems({
      ...{ inquiry, mails: [id], account, quote: null, overrides: [...overrides, ...more], wishes: {} },
      onlyAvailable: false,
    });
  return { inquiry, check, lines: () => world.store.lines.of(inquiry) };
};
const ordered = async (lines: Parameters<typeof world.quoteFor>[0], account = 'A2') => {
  const made = await world.quoteFor(lines, account);
  const order = await world.act.makeOrder({ ...made, account, overrides: ['order-short', 'over-credit'] });
  return { quote: made.quote.number, order: 'ref' in order ? order.ref.number : '' };
};

describe('the last order', () => {
  test('its lines with the changes, shown and never sure; quoted once a person said so', async () => {
    await ordered([aLine('l1', 'ROPE', '7')]);
    const { order } = await ordered([aLine('l1', 'HAMMER', '4'), aLine('l2', 'BOLT', '2')]);
    const says = again(null, [
      aLine('l1', 'HAMMER', '6', { action: 'set' }),
      aLine('l2', 'ROPE', '20', { action: 'add' }),
    ]);
    const { check, lines } = await asks(says);
    const { trouble } = await check([]);
    expect(trouble).toMatchObject({ code: 'as-before' });
    expect(trouble!.sentence).toContain(`“same as last time” is taken as order ${order}`);
    expect(trouble!.sentence).toContain('Otherwise: 6 instead of 4 HAMMER.');
    expect(trouble!.sentence).toContain('Added: 20 ROPE.');
    expect(trouble!.choices!.length).toBeGreaterThan(0);
    const [hammer, bolt, rope] = await lines();
    expect(bolt).toMatchObject({ item: 'BOLT', quantity: '2', sure: false, before: order });
    expect(bolt!.reason).toContain(`As order ${order}`);
    expect(bolt!.evidence).toMatchObject([{ quote: 'same as last time' }]);
    expect([hammer!.quantity, rope!.quantity]).toEqual(['6', '20']);
    expect((await check(['trust-before'])).trouble).toBeNull();
    expect((await lines()).every(({ sure }) => sure)).toBe(true);
  });

  test('another document: by its number, or as a person chooses; asked about as well', async () => {
    const { order } = await ordered([aLine('l1', 'ROPE', '9')]);
    await ordered([aLine('l1', 'HAMMER', '1')]);
    const { check, lines } = await asks(again());
    await check([]);
    expect((await lines()).map(({ item }) => item)).toEqual(['HAMMER']);
    expect((await check([`before:${order}`])).trouble).toMatchObject({ code: 'as-before' });
    expect((await lines()).map(({ item, quantity }) => [item, quantity])).toEqual([['ROPE', '9']]);
    const byNumber = await asks(again(order));
    expect((await byNumber.check([])).trouble!.sentence).toContain(order);
  });

  test('an edit of one line settles the others', async () => {
    await ordered([aLine('l1', 'HAMMER', '4'), aLine('l2', 'BOLT', '2')]);
    const { check, inquiry, lines } = await asks(again());
    await check([]);
    const [first] = await lines();
    await world.act.applyEdit({
      ...{
        inquiry,
        review: 'assistance',
        values: { lines: [{ id: first!.id, quantity: '5' }] },
        sender: 'x@y.example',
      },
      ...{
        customer: { ...world.customer, account: 'A2' },
        by: 'Anna',
        quote: null,
        order: null,
        draft: null,
        key: 'k1',
      },
    });
    expect((await check(['lines-edited'])).trouble).toBeNull();
    expect((await lines()).map(({ quantity, sure }) => [quantity, sure])).toEqual([
      ['5', true],
      ['2', true],
    ]);
  });
});

describe('nothing of theirs', () => {
  test.each([
    ['no document at all', null],
    ['another account’s', 'theirs'],
    ['no such number', 'O-999999'],
  ])('%s: a person is asked, and nothing of others is said', async (_, number) => {
    const { order } = await ordered([aLine('l1', 'HAMMER', '3')], 'A2');
    const { check, lines } = await asks(again(number === 'theirs' ? order : number, [aLine('l1', 'BOLT', '5')]), {
      account: 'A6',
    });
    const { trouble } = await check([]);
    expect(trouble).toMatchObject({ code: 'nothing-before', choices: [] });
    expect(trouble!.sentence).not.toContain('HAMMER');
    expect((await check(['without-before'])).trouble).toBeNull();
    expect((await lines()).map(({ item }) => item)).toEqual(['BOLT']);
  });
});

test('the mail is read again against the document, and its lines are shown with it', async () => {
  await ordered([aLine('l1', 'HAMMER', '4')], 'A1');
  const inquiry = ulid();
  const { id } = await world.mailIn(inquiry);
  world.reading.says = again(null, [aLine('l1', 'BOLT', '5', { action: 'add' })]);
  await world.act.readMail({ inquiry, mail: id, quote: null });
  expect(world.reading.contexts.at(-1)).toMatchObject({ before: [{ item: 'HAMMER', quantity: '4' }] });
  expect((await world.store.lines.of(inquiry)).map(({ item, sure }) => [item, sure])).toEqual([
    ['HAMMER', false],
    ['BOLT', true],
  ]);
});
