/** The mails of an inquiry that was merged into another ask for more, whatever stands there already. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { activitiesWorld, aLine, aReading, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());

/** A quote of hammers, and one more mail that asks for bolts. */
async function followedBy(joined: boolean) {
  const { inquiry, quote } = await world.quoteFor([aLine('l1', 'HAMMER', '2')]);
  const { id } = await world.mailIn(inquiry, aReading([aLine('l1', 'BOLT', '5')]));
  const input = { inquiry, mails: [id], account: 'A1', quote, wishes: {}, onlyAvailable: false };
  const found = await world.act.checkItems({ ...input, overrides: [], joined: joined ? [id] : [] });
  const lines = (await world.store.lines.of(inquiry)).map(({ id, item, quantity }) => [id, item, quantity]);
  return { found, lines };
}

test('lines are quoted beside those of the quote there is', async () => {
  const { found, lines } = await followedBy(true);
  expect(lines).toEqual([
    ['l1', 'HAMMER', '2'],
    ['l2', 'BOLT', '5'],
  ]);
  expect(found).toMatchObject({ lines: 2, clear: 2, trouble: null });
});

test('a mail of the customer’s own that asks anew still asks for what it says alone', async () => {
  expect((await followedBy(false)).lines).toEqual([['l1', 'BOLT', '5']]);
});
