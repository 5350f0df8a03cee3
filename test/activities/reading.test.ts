import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { Failure } from '../../src/domain/failures.ts';
import type { Reading, ReadLine } from '../../src/domain/reading.ts';
import { files } from '../connectors/embedded/company-folder.ts';
import { activitiesWorld, aLine, aReading, failureOf, read, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());
beforeEach(() => {
  world.reading.says = aReading([aLine('l1', 'HAMMER', '2'), aLine('l2', null, '3', { sure: false })]);
  world.reading.contexts.length = 0;
});

describe('a mail is read', () => {
  const reading = async (says: Reading | Error, more: Parameters<ActivitiesWorld['mailIn']>[2] = {}) => {
    world.reading.says = says;
    const inquiry = ulid();
    const row = await world.mailIn(inquiry, null, more);
    return { inquiry, row, facts: await world.act.readMail({ inquiry, mail: row.id, quote: null }) };
  };

  test('its reading and lines are kept, small facts travel', async () => {
    const { inquiry, row, facts } = await reading(world.reading.says);
    expect(facts).toEqual({
      mail: row.id,
      kind: 'inquiry',
      sure: true,
      language: 'en',
      from: 'anna@boats.example',
      sender: 'Anna',
      lines: 2,
      sureLines: 1,
      notes: [],
    });
    expect(await world.store.readings.find(row.id)).toEqual(world.reading.says);
    expect(await world.store.lines.of(inquiry)).toMatchObject([{ item: 'HAMMER' }, { item: null }]);
  });

  test('a person sees at once what the items are called, also those that a line may be', async () => {
    const lines = [
      aLine('l1', 'HAMMER', '2'),
      aLine('l2', null, '1', { status: 'ambiguous', candidates: ['SAW', 'NO-SUCH'] }),
    ];
    const { inquiry } = await reading(aReading(lines));
    expect(await world.store.lines.of(inquiry)).toMatchObject([
      { item: 'HAMMER', description: 'Hammer' },
      {
        description: null,
        candidates: [
          { item: 'SAW', description: 'Saw' },
          { item: 'NO-SUCH', description: '' },
        ],
      },
    ]);
  });

  test('with what is known of the sender: country, language, own item numbers', async () => {
    await reading(world.reading.says);
    expect(world.reading.contexts).toEqual([
      {
        country: 'NL',
        language: 'nl',
        quoted: null,
        answered: null,
        aliases: [{ words: '70-1040', item: 'BOLT' }],
        sureLine: 0.9,
      },
    ]);
    await reading(world.reading.says, { from: { name: '', address: 'who@knows.example' } });
    expect(world.reading.contexts[1]).toEqual({
      country: null,
      language: null,
      quoted: null,
      answered: null,
      aliases: [],
      sureLine: 0.9,
    });
  });

  test('the catalogue is loaded when it changed, once for many mails', async () => {
    world.reading.version = null;
    const before = world.reading.loads;
    await Promise.all([1, 2, 3].map(() => reading(world.reading.says)));
    expect(world.reading.loads).toBe(before + 1);
    await reading(world.reading.says);
    expect(world.reading.loads).toBe(before + 1);
    world.reading.version = 'of another time';
    await reading(world.reading.says);
    expect(world.reading.loads).toBe(before + 2);
  });

  test('of a catalogue with a new item that item alone is given on', async () => {
    await reading(world.reading.says);
    const before = world.reading.loads;
    await world.reload({ ...files, 'items.csv': [...files['items.csv'], 'NEW,New,EA,1,EUR,1,,,yes,,,,'] });
    await reading(world.reading.says);
    expect(world.reading.changes.at(-1)).toMatchObject({ items: [{ number: 'NEW' }], removed: [] });
    await world.reload();
    await reading(world.reading.says);
    expect(world.reading.changes.at(-1)).toMatchObject({ items: [], removed: ['NEW'] });
    expect(world.reading.loads).toBe(before);
  });

  test.each<[string, Failure]>([
    ['no message', new Failure('NotAMail', 'There is no header.')],
    ['too large to read', new Failure('TooLarge')],
  ])('%s: still an inquiry, unsure of everything, so that a person looks', async (_, error) => {
    const { facts } = await reading(error);
    expect(facts).toMatchObject({
      kind: 'inquiry',
      sure: false,
      lines: 0,
      notes: [`It could not be read: ${error.message}`],
    });
  });

  test.each<[string, Error, object]>([
    [
      'reading is away',
      new Failure('Unavailable', undefined, {}, { retryAfterSeconds: 7 }),
      { type: 'Unavailable', nonRetryable: false, nextRetryDelay: '7 seconds' },
    ],
    ['there is a bug in it', new TypeError('x is not a function'), { name: 'TypeError' }],
  ])('%s: tried again, nothing kept', async (_, error, failure) => {
    const inquiry = ulid();
    const row = await world.mailIn(inquiry);
    world.reading.says = error;
    expect(await failureOf(world.act.readMail({ inquiry, mail: row.id, quote: null }))).toMatchObject(failure);
    expect(await world.store.readings.find(row.id)).toBeNull();
  });

  test('a mail of another inquiry, or none, is not read', async () => {
    const row = await world.mailIn(ulid());
    for (const mail of [row.id, ulid()])
      expect(await failureOf(world.act.readMail({ inquiry: ulid(), mail, quote: null }))).toMatchObject({
        type: 'NotFound',
        nonRetryable: true,
      });
  });

  test.each<[string, Partial<Reading>, string]>([
    ['a language we speak', { language: read('fr') }, 'fr'],
    ['one we do not: the customer’s, else ours', { language: read('ja') }, 'en'],
    ['one that is not sure', { language: read('fr', 0.3) }, 'en'],
  ])('%s', async (_, more, language) => {
    expect((await reading(aReading([], more))).facts.language).toBe(language);
  });

  test('names and notes as long as they like become small facts', async () => {
    const notes = Array.from({ length: 50 }, () => 'n'.repeat(5000));
    const { facts } = await reading(aReading([], { notes }), {
      from: { name: 'x'.repeat(50_000), address: 'anna@boats.example' },
    });
    expect(JSON.stringify(facts).length).toBeLessThan(3000);
  });
});

describe('who wrote', () => {
  const who = async (address: string | null) => {
    const inquiry = ulid();
    const row = await world.mailIn(inquiry, null, { from: address === null ? null : { name: 'Somebody', address } });
    return await world.act.findCustomer({ inquiry, mail: row.id });
  };
  test.each<[string, string | null, object, string | null]>([
    ['a contact', 'anna@boats.example', { account: 'A1', contact: 'Anna Bakker', registered: true }, null],
    ['a contact, in capitals', 'ANNA@BOATS.EXAMPLE', { account: 'A1', registered: true }, null],
    [
      'nobody we know',
      'sam@stranger.example',
      { account: null, contact: 'Somebody', registered: false },
      'unknown-sender',
    ],
    ['of a domain we know, but not they', 'eve@boats.example', { account: null, registered: false }, 'unknown-sender'],
    ['two contacts', 'desk@shared.example', { account: null, registered: true }, 'several-contacts'],
    ['no address', null, { account: null, registered: false }, 'unknown-sender'],
  ])('%s', async (_, address, customer, code) => {
    const found = await who(address);
    expect(found.customer).toMatchObject(customer);
    expect(found.trouble?.code ?? null).toBe(code);
    if (code) expect(found.trouble!.sentence).toMatch(/\.$/);
  });

  test('several contacts: the choice of one; without an account that may be quoted it is none', async () => {
    const { trouble } = await who('desk@shared.example');
    expect(trouble!.choices).toMatchObject([
      { id: 'use-1', label: 'Shared Desk, Boats BV (A1)', edit: { customer: { contact: 'A1/desk@shared.example' } } },
      {
        id: 'use-2',
        label: 'Shared Desk, Garage GmbH (A2)',
        edit: { customer: { contact: 'A2/desk@shared.example' } },
      },
    ]);
  });

  test.each([
    ['eve@boats.example', ['create-1', 'once-1']],
    ['eve@gmail.com', []],
    ['eve@stranger.example', []],
  ])('a stranger at %s: what their company’s domain proposes', async (address, ids) => {
    const accounts = files['accounts.csv'].map((line, at) =>
      at === 0
        ? `${line},domain`
        : `${line},${line.startsWith('A1,') ? 'boats.example' : line.startsWith('A2,') ? 'gmail.com' : ''}`,
    );
    await world.reload({ ...files, 'accounts.csv': accounts });
    const choices = (await who(address)).trouble!.choices!;
    expect(choices.map(({ id }) => id)).toEqual(ids);
    if (ids.length > 0)
      expect(choices.map(({ edit }) => edit)).toEqual([
        { customer: { create: { account: 'A1', name: 'Somebody' } } },
        { customer: { account: 'A1' } },
      ]);
    await world.reload();
  });

  test.each([
    ['all', 'account-blocked'],
    ['order', null],
    ['no', null],
  ])('an account blocked for %s: %p', async (blocked, code) => {
    const accounts = files['accounts.csv'].map((line) =>
      line.startsWith('A1,') ? line.replace(',no,', `,${blocked},`) : line,
    );
    await world.reload({ ...files, 'accounts.csv': accounts });
    expect((await who('anna@boats.example')).trouble?.code ?? null).toBe(code);
    await world.reload();
  });
});

describe('the lines are checked', () => {
  const check = async (
    lines: ReadLine[],
    more: { overrides?: string[]; onlyAvailable?: boolean; requestedDate?: string } = {},
  ) => {
    const inquiry = ulid();
    const { requestedDate, ...rest } = more;
    const row = await world.mailIn(
      inquiry,
      aReading(lines, requestedDate ? { requestedDate: read(requestedDate) } : {}),
    );
    const found = await world.act.checkItems({
      inquiry,
      mails: [row.id],
      account: 'A1',
      quote: null,
      overrides: [],
      wishes: {},
      onlyAvailable: false,
      ...rest,
    });
    return { found, lines: await world.store.lines.of(inquiry) };
  };
  const unsure = (id: string) => aLine(id, 'BOLT', '1', { sure: false });
  const ambiguous = aLine('l9', null, '1', { status: 'ambiguous', candidates: ['SAW', 'SAW-2', 'NO-SUCH'] });

  test.each<[string, ReadLine[], Parameters<typeof check>[1], string | null, { lines: number; clear: number }]>([
    ['clear', [aLine('l1', 'HAMMER', '2'), aLine('l2', 'BOLT', '1')], {}, null, { lines: 2, clear: 2 }],
    ['none', [], {}, 'no-lines', { lines: 0, clear: 0 }],
    ['one unknown', [aLine('l1', 'HAMMER', '2'), aLine('l2', null, '1')], {}, 'lines-unclear', { lines: 2, clear: 1 }],
    [
      'the clear ones only',
      [aLine('l1', 'HAMMER', '2'), aLine('l2', null, '1')],
      { overrides: ['leave-out'] },
      null,
      { lines: 2, clear: 1 },
    ],
    [
      'the clear ones only, of which there are none',
      [aLine('l2', null, '1')],
      { overrides: ['leave-out'] },
      'lines-unclear',
      { lines: 1, clear: 0 },
    ],
    ['an unsure match', [unsure('l1')], {}, 'lines-unclear', { lines: 1, clear: 0 }],
    ['an unsure match, trusted', [unsure('l1')], { overrides: ['trust-matches'] }, null, { lines: 1, clear: 1 }],
    [
      'ambiguous, trusted: there is nothing to trust',
      [ambiguous],
      { overrides: ['trust-matches'] },
      'lines-unclear',
      { lines: 1, clear: 0 },
    ],
    ['no quantity', [aLine('l1', 'HAMMER', null)], {}, 'lines-unclear', { lines: 1, clear: 0 }],
    ['discontinued', [aLine('l1', 'SAW', '1')], {}, 'lines-unclear', { lines: 1, clear: 0 }],
    [
      'discontinued, trusted all the same',
      [aLine('l1', 'SAW', '1')],
      { overrides: ['trust-matches'] },
      'lines-unclear',
      { lines: 1, clear: 0 },
    ],
    ['never sold on its own', [aLine('l1', 'PART', '1')], {}, 'lines-unclear', { lines: 1, clear: 0 }],
    [
      'an item that the sales system does not know',
      [aLine('l1', 'NO-SUCH', '1')],
      {},
      'lines-unclear',
      { lines: 1, clear: 0 },
    ],
    ['short, which a quote may be', [aLine('l1', 'GONE', '1')], {}, null, { lines: 1, clear: 1 }],
    [
      'short, where only available items are quoted',
      [aLine('l1', 'GONE', '1')],
      { onlyAvailable: true },
      'items-unavailable',
      { lines: 1, clear: 1 },
    ],
    [
      'short, quoted all the same',
      [aLine('l1', 'GONE', '1')],
      { onlyAvailable: true, overrides: ['quote-short'] },
      null,
      { lines: 1, clear: 1 },
    ],
    [
      'short only together',
      [aLine('l1', 'ROPE', '30'), aLine('l2', 'ROPE', '30')],
      { onlyAvailable: true },
      'items-unavailable',
      { lines: 2, clear: 2 },
    ],
    [
      'said to be a change by a person',
      [aLine('l1', 'HAMMER', '2', { action: 'set' })],
      { overrides: ['as-change'] },
      null,
      { lines: 1, clear: 1 },
    ],
  ])('%s', async (_, lines, more, code, counts) => {
    const { found } = await check(lines, more);
    expect(found.trouble?.code ?? null).toBe(code);
    expect(found).toMatchObject(counts);
  });

  test('a successor is named, candidates are described, stock is said in words', async () => {
    const { found, lines } = await check([
      aLine('l1', 'SAW', '1'),
      ambiguous,
      aLine('l3', 'HAMMER', '2'),
      aLine('l4', 'GONE', '1'),
    ]);
    expect(lines[0]).toMatchObject({
      status: 'discontinued',
      problem: 'item-discontinued',
      reason: expect.stringContaining('SAW-2'),
      candidates: [{ item: 'SAW-2', description: 'Saw II' }],
    });
    expect(lines[1]!.candidates).toEqual([
      { item: 'SAW', description: 'Saw' },
      { item: 'SAW-2', description: 'Saw II' },
      { item: 'NO-SUCH', description: '' },
    ]);
    expect(lines[2]).toMatchObject({ description: 'Hammer', unit: 'EA', stock: 'available' });
    expect(found.stock).toMatch(/^Stock: 1 available, 1 /);
    expect(found.trouble!.sentence).toContain('; ');
  });

  test('successors are quoted where a person says so', async () => {
    const { found, lines } = await check([aLine('l1', 'SAW', '1'), aLine('l2', 'OLD', '1')], {
      overrides: ['take-successors'],
    });
    expect(lines[0]).toMatchObject({
      item: 'SAW-2',
      description: 'Saw II',
      status: 'matched',
      sure: true,
      stock: 'later',
    });
    expect(lines[1]).toMatchObject({ item: 'OLD', problem: 'item-discontinued' });
    expect(found).toMatchObject({ clear: 1, trouble: { code: 'lines-unclear' } });
  });

  test.each<[string, ReadLine, string | null]>([
    ['clear', aLine('l1', 'HAMMER', '2'), null],
    ['fits several', ambiguous, 'item-ambiguous'],
    ['fits none', aLine('l1', null, '1'), 'item-unknown'],
    ['no longer sold', aLine('l1', 'SAW', '1'), 'item-discontinued'],
    ['without a quantity', aLine('l1', 'HAMMER', null), 'quantity-missing'],
    ['none of it', aLine('l1', 'HAMMER', '0'), 'quantity-unsure'],
    ['in boxes', aLine('l1', 'HAMMER', '1', { sure: false, doubt: 'unit-unsure' }), 'unit-unsure'],
    ['from 2 to 3', aLine('l1', 'HAMMER', '2', { sure: false, doubt: 'quantity-unsure' }), 'quantity-unsure'],
    ['perhaps this', unsure('l1'), 'match-unsure'],
  ])('each line says what is wrong with it: %s', async (_, line, problem) => {
    expect((await check([line])).lines[0]!.problem).toBe(problem);
  });

  test('2,000 unclear lines make one sentence', async () => {
    const { found, lines } = await check(
      Array.from({ length: 2000 }, (_, n) => aLine(`l${n + 1}`, null, '1', { text: 'x'.repeat(500) })),
    );
    expect(lines).toHaveLength(2000);
    expect(found.trouble!.sentence).toContain('and 1996 more');
    expect(found.trouble!.sentence.length).toBeLessThan(1000);
  });
});
