import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Edit } from '../../src/domain/decision.ts';
import { files } from '../connectors/embedded/company-folder.ts';
import { activitiesWorld, aLine, aReading, failureOf, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());

let count = 0;
async function edited(values: Omit<Edit, 'step'>, review: 'outgoing' | 'quote' | 'assistance' = 'outgoing') {
  const made = await world.quoteFor([aLine('l1', 'HAMMER', '2'), aLine('l2', 'BOLT', '5')]);
  const { draft } = await world.draftOf(made);
  const key = `${made.inquiry}.s${(count += 10)}`;
  const input = {
    inquiry: made.inquiry,
    review,
    values,
    customer: world.customer,
    sender: 'anna@boats.example',
    by: 'Ada',
    quote: made.quote,
    order: null,
    draft,
    key,
  };
  return { ...made, draft, key, input, applied: world.act.applyEdit(input) };
}

describe('the draft', () => {
  test.each<[string, string, RegExp[], RegExp[]]>([
    ['scripts', '<p>Hi</p><script>alert(1)</script><svg onload=x></svg>', [/<p>Hi<\/p>/], [/script|alert|svg|onload/]],
    [
      'handlers',
      '<p onclick="x()">a</p><a href="https://x.example" onmouseover=x>b</a>',
      [/<p>a<\/p>/, /href="https:\/\/x\.example"/],
      [/onclick|onmouse/],
    ],
    [
      'script links',
      '<a href="javascript:alert(1)">a</a><a href=" JaVa&#10;Script:x">b</a><a href="data:text/html,x">c</a>',
      [/>a</],
      [/href/],
    ],
    [
      'pictures and frames',
      '<img src="http://track.example/1.gif"><iframe src=x></iframe><object data=x></object><embed src=x>',
      [],
      [/<(img|iframe|object|embed)|track/],
    ],
    [
      'what styles load',
      '<p style="background:url(http://track.example/x)">a</p><style>@import "x"</style><link rel=stylesheet href=x>',
      [/<p>a<\/p>/],
      [/track|import|<style|<link/],
    ],
    [
      'what covers the page',
      '<div style="position:fixed;inset:0;z-index:9;color:red">a</div>',
      [/color:\s*red/],
      [/position|inset|z-index/],
    ],
    [
      'words nobody sees',
      '<p style="display:none">secret</p><p style="opacity:0">b</p>',
      [/secret/],
      [/display|opacity/],
    ],
    [
      'forms',
      '<form action="https://x.example"><input name=p type=password><button>Log in</button></form>',
      [],
      [/<(form|input|button)|action/],
    ],
    [
      'our own look',
      '<div style="font-family: Arial; font-size: 14px; color: #1c1f24"><table cellpadding="6" style="border-collapse: collapse"><tr style="background: #eef1f4" valign="top"><td align="right" style="white-space: nowrap">1</td></tr></table></div>',
      [
        /font-size:\s*14px/,
        /border-collapse:\s*collapse/,
        /background:\s*#eef1f4/,
        /align="right"/,
        /valign="top"/,
        /white-space:\s*nowrap/,
        /cellpadding="6"/,
      ],
      [],
    ],
    ['a colour of an editor', '<span style="color: rgb(1, 2, 3)">a</span>', [/rgb\(1, 2, 3\)/], []],
    ['half a tag', '<p>a<b>b<script', [/<p>a<b>b/], [/<script/]],
    ['nothing', '', [/^$/], []],
  ])('%s in a body', async (_, body, kept, gone) => {
    const { applied, key, draft } = await edited({ draft: { body } });
    expect(await applied).toMatchObject({ refused: null, draftId: key });
    const after = (await world.store.drafts.find(key))!;
    for (const pattern of kept) expect(after.body).toMatch(pattern);
    for (const pattern of gone) expect(after.body).not.toMatch(pattern);
    expect(after.text).not.toMatch(/<\w/);
    expect((await world.store.drafts.find(draft))!.body).toBe('<p>Here it is</p>');
  });

  test('words that contradict the quote warn, as long as they stand', async () => {
    const { applied, input, key } = await edited({ draft: { body: '<p>The total is EUR 1.00, for 99 HAMMER.</p>' } });
    const number = input.quote.number;
    expect((await applied).summary).toContain(`“EUR 1.00”, which is no amount of quote ${number}`);
    const warned = (await world.store.drafts.find(key))!;
    expect(warned.warnings).toEqual([expect.stringMatching(/EUR 1\.00/), expect.stringMatching(/99 of HAMMER/)]);
    const values = { draft: { subject: 'Our quote' } };
    await world.act.applyEdit({ ...input, values, draft: key, key: `${key}b` });
    expect((await world.store.drafts.find(`${key}b`))!.warnings).toEqual(warned.warnings);
    await world.act.applyEdit({ ...input, values: { draft: { body: '<p>Here.</p>' } }, draft: key, key: `${key}c` });
    expect((await world.store.drafts.find(`${key}c`))!.warnings).toEqual([]);
  });

  test('a new body keeps recipients, thread, attachments and the document it belongs to', async () => {
    const { applied, key, draft } = await edited({ draft: { body: '<p>New</p>' } });
    await applied;
    const [before, after] = [await world.store.drafts.find(draft), await world.store.drafts.find(key)];
    expect(after).toEqual({ ...before, id: key, body: '<p>New</p>', text: 'New' });
  });

  test.each([
    ['a plain address', 'ben@boats.example', 'ben@boats.example'],
    ['a name and an address', 'Ben <Ben@Boats.example>', 'ben@boats.example'],
    ['a quoted name with a comma', '"Bakker, Ben" <ben@boats.example>', 'ben@boats.example'],
  ])('%s is taken', async (_, to, address) => {
    const { applied, key } = await edited({ draft: { to: [to], cc: [to] } });
    await applied;
    expect(await world.store.drafts.find(key)).toMatchObject({ to: [address], cc: [address] });
  });

  test.each([
    'ben@boats.example\r\nBcc: eve@evil.example',
    'ben@boats.example, eve@evil.example',
    'ben@boats.example; eve@evil.example',
    'ben@boats.example eve@evil.example',
    'Ben <ben@boats.example> <eve@evil.example>',
    'friends: ben@boats.example, eve@evil.example;',
    '"ben@boats.example" eve@evil.example <x>',
    'ben@boats.example\0.evil.example',
    'ben\u202e@boats.example',
    'ben\u200b@boats.example',
    '@boats.example',
    'ben@',
    'ben@boats',
    'ben@boats.example.',
    'ben@@boats.example',
    'ben@a@boats.example',
    '<script>@x.example',
    '   ',
  ])('%p is no recipient, and changes nothing', async (to) => {
    for (const field of ['to', 'cc'] as const) {
      const { applied, key } = await edited({ draft: { [field]: ['anna@boats.example', to] } });
      expect(await failureOf(applied)).toMatchObject({ type: 'EditRefused', nonRetryable: true });
      expect(await world.store.drafts.find(key)).toBeNull();
    }
  });

  test('a subject is one line', async () => {
    const { applied, key } = await edited({ draft: { subject: 'Your quote\r\nBcc: eve@evil.example\u2028\0x' } });
    await applied;
    expect((await world.store.drafts.find(key))!.subject).toBe('Your quote Bcc: eve@evil.example x');
  });

  test('a file of this inquiry can be attached, one of another cannot', async () => {
    const first = await edited({ draft: { subject: 'x' } });
    await first.applied;
    const mine = await world.store.files.put({
      name: 'plan.pdf',
      type: 'application/pdf',
      content: Buffer.from('plan'),
      inquiry: first.inquiry,
    });
    const attach = (file: string, name = 'Plan\r\n.pdf') =>
      world.act.applyEdit({
        ...first.input,
        values: { draft: { attachments: [{ file, name }] } },
        key: `${first.key}x${++count}`,
      });
    const { draftId } = await attach(mine.id);
    expect((await world.store.drafts.find(draftId!))!.attachments).toMatchObject([
      { file: mine.id, name: 'Plan .pdf', sha256: mine.sha256 },
    ]);
    const theirs = await world.store.files.put({
      name: 'secret.pdf',
      type: 'application/pdf',
      content: Buffer.from('secret'),
      inquiry: (await edited({ draft: { subject: 'y' } })).inquiry,
    });
    expect(await failureOf(attach(theirs.id))).toMatchObject({ type: 'EditRefused' });
    expect(await failureOf(attach('no-such'))).toMatchObject({ type: 'EditRefused' });
  });

  test('the PDF of an earlier revision is not attached; that of the newest is', async () => {
    const first = await edited({ draft: { subject: 'x' } });
    await first.applied;
    const print = () => world.act.renderDocument({ inquiry: first.inquiry, kind: 'quote', number: first.quote.number });
    const before = await print();
    await world.put(first.quote.number, () => ({ requestedDate: '2099-01-01' }));
    const attach = (file: string, key: string) =>
      world.act.applyEdit({ ...first.input, values: { draft: { attachments: [{ file, name: 'Quote.pdf' }] } }, key });
    const { number } = first.quote;
    expect(await failureOf(attach(before.file, `${first.key}old`))).toMatchObject({
      type: 'EditRefused',
      message: `${number}.pdf shows revision 1 of ${number}, which is at revision 2 now.`,
    });
    expect(await attach((await print()).file, `${first.key}new`)).toMatchObject({ refused: null });
  });

  test('the same edit again, its answer lost: one draft, the same content', async () => {
    const { applied, input, key } = await edited({ draft: { subject: 'Once' } });
    const first = await applied;
    expect(await world.act.applyEdit(input)).toEqual(first);
    expect((await world.store.drafts.find(key))!.subject).toBe('Once');
  });
});

describe('a form that nobody checked: signals by hand', () => {
  test.each<[string, unknown]>([
    ['lines that are none', { lines: null }],
    ['lines of nonsense', { lines: [{ quantity: 'many' }] }],
    ['a body that is a number', { draft: { body: 7 } }],
    ['recipients that are a text', { draft: { to: 'anna@boats.example' } }],
    ['no recipients', { draft: { to: [] } }],
    ['a field nobody knows', { draft: { bcc: ['eve@evil.example'] } }],
    ['a discount of 200', { discountPercent: '200' }],
    ['a price', { lines: [{ id: 'l1', unitPrice: '0.01' }] }],
    ['a day that is none', { requestedDate: 'soon' }],
  ])('%s is refused in a sentence, nothing changes', async (_, values) => {
    const { applied, key } = await edited(values as Omit<Edit, 'step'>);
    const { refused } = await applied;
    expect(refused).toMatch(/\w/);
    expect(refused!.length).toBeLessThan(300);
    expect(await world.store.drafts.find(key)).toBeNull();
  });
});

describe('the quote', () => {
  test('a quantity: a new revision with the sales system’s prices, once', async () => {
    const { applied, input } = await edited({ lines: [{ id: 'l2', quantity: '20' }] }, 'quote');
    const first = await applied;
    expect(first.made!.ref).toMatchObject({ revision: 2, number: input.quote.number });
    expect((await world.sales.quote(input.quote.number))!.lines[1]).toMatchObject({
      quantity: '20',
      discountPercent: '7.5',
      unitPrice: '7.40',
    });
    expect(await world.act.applyEdit(input)).toMatchObject({ made: { ref: { revision: 2 } } });
    expect(await world.store.lines.of(input.inquiry)).toMatchObject([
      { item: 'HAMMER' },
      { item: 'BOLT', quantity: '20' },
    ]);
  });

  test('somebody changed it in the sales system meanwhile: refused, nothing changes', async () => {
    const { applied, input } = await edited({ draft: { subject: 'x' } });
    await applied;
    await world.put(input.quote.number, () => ({ requestedDate: '2099-02-01' }));
    const failure = await failureOf(
      world.act.applyEdit({
        ...input,
        review: 'quote',
        values: { lines: [{ id: 'l1', quantity: '9' }] },
        key: `${input.key}v`,
      }),
    );
    expect(failure).toMatchObject({ type: 'VersionMismatch', nonRetryable: true });
    expect((await world.sales.quote(input.quote.number))!.lines[0]!.quantity).toBe('2');
  });

  test.each<[string, Omit<Edit, 'step'>]>([
    ['an item nobody sells', { lines: [{ item: 'PART', quantity: '1' }] }],
    ['an item nobody knows', { lines: [{ item: 'NO-SUCH', quantity: '1' }] }],
    [
      'every line away',
      {
        lines: [
          { id: 'l1', remove: true },
          { id: 'l2', remove: true },
        ],
      },
    ],
    ['a line that is not there', { lines: [{ id: 'l9', quantity: '1' }] }],
  ])('%s is refused', async (_, values) => {
    const { applied } = await edited(values, 'quote');
    expect(await failureOf(applied)).toMatchObject({ type: 'EditRefused', nonRetryable: true });
  });
});

describe('what assistance asked for', () => {
  const customerOf = async (customer: Edit['customer'], sender = 'new@stranger.example') => {
    const { input, applied } = await edited({ draft: { subject: 'x' } });
    await applied;
    return world.act.applyEdit({ ...input, review: 'assistance', sender, customer: null, values: { customer } });
  };

  test('an account for the sender', async () => {
    expect((await customerOf({ account: 'A2' })).customer).toEqual({
      account: 'A2',
      name: 'Garage GmbH',
      contact: null,
      email: 'new@stranger.example',
      registered: false,
    });
  });

  test('another contact, for this inquiry: the answer still goes to the sender', async () => {
    expect((await customerOf({ contact: 'anna@boats.example' })).customer).toMatchObject({
      account: 'A1',
      contact: 'Anna Bakker',
      email: 'new@stranger.example',
    });
  });

  test('a new contact is made once, with the sender’s address', async () => {
    const wish = { create: { account: 'A3', name: 'Sam Stranger' } };
    expect((await customerOf(wish)).customer).toMatchObject({
      account: 'A3',
      contact: 'Sam Stranger',
      registered: true,
    });
    await customerOf(wish);
    expect(await world.crm.contactsByAddress('NEW@stranger.example')).toHaveLength(1);
  });

  test('another contact, for good: the sender’s next mail is that contact’s, also after the company was loaded anew', async () => {
    const sender = 'anna.private@else.example';
    const wish = { contact: 'anna@boats.example', store: true };
    expect((await customerOf(wish, sender)).customer).toMatchObject({ account: 'A1', email: sender });
    await customerOf(wish, sender);
    await world.reload({ ...files, 'items.csv': [...files['items.csv'], 'NEW,New,EA,1,EUR,1,,,yes,,,,'] });
    expect(await world.crm.contactsByAddress('Anna.Private@else.example')).toMatchObject([{ name: 'Anna Bakker' }]);
    await world.reload();
  });

  test.each<[string, Edit['customer']]>([
    ['an address to keep without a contact', { account: 'A1', store: true }],
    ['nothing at all', {}],
  ])('%s is refused before anything is asked of the CRM', async (_, customer) => {
    expect(await customerOf(customer, 'other@stranger.example')).toEqual({
      refused: expect.stringMatching(/name the contact|nothing would change/),
      summary: '',
    });
    expect(await world.crm.contactsByAddress('other@stranger.example')).toEqual([]);
  });

  test.each<[string, Edit['customer']]>([
    ['an account nobody knows', { account: 'A99' }],
    ['a blocked account', { account: 'A5' }],
    ['a contact nobody knows', { contact: 'who@knows.example' }],
    ['a new contact of a blocked account', { create: { account: 'A5', name: 'Sam' } }],
  ])('%s is refused', async (_, customer) => {
    expect(await failureOf(customerOf(customer, 'other@stranger.example'))).toMatchObject({ type: 'EditRefused' });
    expect(await world.crm.contactsByAddress('other@stranger.example')).toEqual([]);
  });

  test('corrected lines stand, described by the sales system; items we do not sell are refused', async () => {
    const { input, applied } = await edited({ draft: { subject: 'x' } });
    await applied;
    const correct = (lines: Edit['lines']) =>
      world.act.applyEdit({ ...input, review: 'assistance', values: { lines } });
    expect(
      await correct([
        { id: 'l1', item: 'ROPE', quantity: '7.5' },
        { id: 'l2', remove: true },
      ]),
    ).toMatchObject({ refused: null, lines: true });
    expect(await world.store.lines.of(input.inquiry)).toMatchObject([
      { id: 'l1', item: 'ROPE', quantity: '7.5', sure: true, description: 'Rope' },
    ]);
    for (const item of ['PART', 'NO-SUCH'])
      expect(await failureOf(correct([{ item, quantity: '1' }]))).toMatchObject({
        type: 'EditRefused',
        message: expect.stringContaining(item),
      });
    expect(await world.store.lines.of(input.inquiry)).toHaveLength(1);
    const again = await world.act.checkItems({
      inquiry: input.inquiry,
      mails: [],
      account: 'A1',
      quote: null,
      overrides: ['lines-edited'],
      wishes: {},
      onlyAvailable: false,
    });
    expect(again).toMatchObject({ lines: 1, clear: 1, trouble: null });
  });

  test('date and address are kept as wishes, "none" too', async () => {
    const { input, applied } = await edited({ draft: { subject: 'x' } });
    await applied;
    const { wishes } = await world.act.applyEdit({
      ...input,
      review: 'assistance',
      values: { requestedDate: null, shipTo: { city: 'Urk' } },
    });
    expect(wishes).toEqual({ requestedDate: null, shipTo: { city: 'Urk' } });
  });
});

test('a reading with more than one line of an item keeps both lines through quote and edit', async () => {
  const made = await world.quoteFor([aLine('l1', 'HAMMER', '2'), aLine('l2', 'HAMMER', '3')]);
  expect((await world.sales.quote(made.quote.number))!.lines.map(({ quantity }) => quantity)).toEqual(['2', '3']);
  const change = await world.mailIn(
    made.inquiry,
    aReading([aLine('l1', 'BOLT', '1', { action: 'add' })], { of: 'change' }),
  );
  const input = { inquiry: made.inquiry, mails: [change.id], quote: made.quote, wishes: {} };
  await world.act.checkItems({ ...input, account: 'A1', overrides: [], onlyAvailable: false });
  const next = await world.quoteMade({
    ...input,
    customer: world.customer,
    language: 'en',
    key: `${made.inquiry}.s20`,
  });
  expect(next.ref.revision).toBe(2);
  expect(
    (await world.sales.quote(made.quote.number))!.lines.map(({ item, quantity }) => `${quantity} ${item}`),
  ).toEqual(['2 HAMMER', '3 HAMMER', '1 BOLT']);
});
