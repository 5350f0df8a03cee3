/** What a newcomer does on the first day, on what `npm start` starts: mail in, people's decisions, PDF out, order. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import type { InquirySummary } from '../../src/domain/inquiry.ts';
import type { Mail } from '../../src/domain/mail.ts';
import type { SalesDocument } from '../../src/domain/sales.ts';
import { dataFolder, removeFolder, startInstallation, type Installation } from '../helpers/installation.ts';
import { pdfText } from '../helpers/pdf-text.ts';
import { eventually } from '../helpers/temporal.ts';

const mailbox = 'sales@kranenwaard.example';
const data = dataFolder();
let house: Installation;

beforeAll(async () => (house = await startInstallation(data)), 120_000);
afterAll(async () => {
  await house?.stop();
  removeFolder(data);
}, 60_000);

interface Customer {
  name: string;
  address: string;
}
const graham = { name: 'Graham Ackroyd', address: 'graham.ackroyd@pennine-fabrications.example' };

let mails = 0;
const written = (
  { name, address }: Customer,
  subject: string,
  text: string,
  answers?: { messageId: string | null; references: string[] },
): string => {
  mails += 1;
  const thread = answers
    ? [`In-Reply-To: ${answers.messageId}`, `References: ${[...answers.references, answers.messageId].join(' ')}`]
    : [];
  return [
    `From: ${name} <${address}>`,
    `To: <${mailbox}>`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <e2e-${mails}-${Date.now()}@customers.example>`,
    ...thread,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
  ].join('\r\n');
};

const opened = async (subject: string): Promise<string> => {
  const found = await eventually(async () => {
    const { items } = await house.request<{ items: InquirySummary[] }>('GET', '/v1/inquiries?limit=100');
    return items.find((inquiry) => inquiry.subject === subject);
  });
  return found.id;
};

const sentIn = async (inquiry: string): Promise<Mail[]> =>
  (await house.request<{ items: Mail[] }>('GET', `/v1/mails?direction=out&inquiry=${inquiry}`)).items;

const textOf = async (file: string): Promise<string> => await pdfText(await house.fetchFile(`/v1/files/${file}`));

/** Sends an inquiry and brings it to its outgoing review. */
async function quoted(from: Customer, subject: string, text: string): Promise<string> {
  await house.send(written(from, subject, text), mailbox);
  const id = await opened(subject);
  const incoming = await house.waitsFor(id, 'incoming');
  expect(incoming.attention).toBe(true);
  await house.decide(id, 'confirm');
  await house.waitsFor(id, 'outgoing');
  return id;
}

describe('from the customer’s mail to the order', () => {
  test('English, by SMTP: reviewed, quoted, accepted, ordered', async () => {
    const text = 'Dear team,\r\n\r\nplease quote us for 250 m rubber air hose 8 mm.\r\n\r\nKind regards\r\nGraham';
    const id = await quoted(graham, 'Air hose for the new line', text);
    const view = await house.view(id);
    expect(view).toMatchObject({
      language: 'en',
      customer: { registered: true, contact: 'Graham Ackroyd' },
      lines: [{ item: 'AH-8', quantity: '250', unit: 'M', stock: 'available' }],
    });
    expect(view.quote!.file).not.toBeNull();
    const quote = await textOf(view.quote!.file!);
    expect(quote).toContain(view.quote!.number);
    expect(quote).toContain('Pennine Fabrications Ltd');
    expect(quote).toContain('Rubber Air Hose');

    await house.decide(id, 'confirm');
    const [reply] = await eventually(async () => {
      const sent = await sentIn(id);
      return sent.length > 0 && (await house.view(id)).status === 'waiting-for-customer' ? sent : null;
    });
    const raw = await simpleParser(await house.fetchFile(`/v1/mails/${reply!.id}/raw`));
    expect(raw.subject).toBe('Re: Air hose for the new line');
    expect(raw.inReplyTo).toBe(
      view.timeline[0]?.mail
        ? (await house.request<Mail>('GET', `/v1/mails/${view.timeline[0].mail}`)).messageId
        : null,
    );
    expect(raw.references).toContain(raw.inReplyTo);
    expect(raw.attachments.map(({ filename }) => filename)).toEqual([`${view.quote!.number}.pdf`]);
    expect(raw.text).toContain('Graham');

    await house.send(
      written(graham, reply!.subject, 'We accept your quote. Our order number is PO-4711.\r\n\r\nGraham', reply),
      mailbox,
    );
    await house.waitsFor(id, 'outgoing');
    await house.decide(id, 'confirm');
    const ended = await eventually(async () => {
      const now = await house.view(id);
      return now.outcome ? now : null;
    });
    expect(ended).toMatchObject({ outcome: 'ordered', status: 'ended', attention: false });
    const order = await house.request<SalesDocument>('GET', `/v1/inquiries/${id}/order`);
    expect(order).toMatchObject({
      kind: 'order',
      reference: 'PO-4711',
      quote: { number: view.quote!.number, revision: 1 },
    });
    expect(await textOf(ended.order!.file!)).toContain(order.number);
    expect(await sentIn(id)).toHaveLength(2);
    expect(ended.timeline.map(({ kind }) => kind)).toEqual([
      ...[
        'mail-received',
        'read',
        'customer',
        'review',
        'items',
        'stock',
        'quote',
        'document',
        'draft',
        'review',
        'sent',
      ],
      ...['mail-received', 'read', 'order', 'document', 'draft', 'review', 'sent', 'ended'],
    ]);
    await expect(house.decide(id, 'stop', { step: undefined, confirm: true })).rejects.toThrow('InquiryEnded');
  }, 120_000);

  test.each([
    [
      'fr',
      { name: 'Hélène Perrachon', address: 'h.perrachon@amv-vercors.example' },
      'Tuyau',
      'Bonjour,\r\n\r\nmerci de nous faire un devis pour :\r\n\r\n- 250 m tuyau à air comprimé en caoutchouc 8 mm\r\n\r\nCordialement',
      'Devis',
    ],
    [
      'de',
      { name: 'Katrin Rieger', address: 'k.rieger@metallbau-rieger.example' },
      'Schlauch',
      'Guten Tag,\r\n\r\nwir bitten um ein Angebot:\r\n\r\n- 250 m Druckluftschlauch Gummi 8 mm\r\n\r\nMit freundlichen Grüßen',
      'Angebot',
    ],
  ])(
    'the reply and the PDF are in the customer’s language: %s',
    async (language, customer, subject, text, word) => {
      const id = await quoted(customer, `${subject} ${language}`, text);
      const view = await house.view(id);
      expect(view.language).toBe(language);
      expect(view.draft!.subject).toBe(`Re: ${subject} ${language}`);
      expect(await textOf(view.quote!.file!)).toContain(word);
    },
    120_000,
  );

  test('by POST /v1/mails the same happens', async () => {
    const response = await fetch(`${house.api}/v1/mails`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.token}`, 'content-type': 'message/rfc822' },
      body: written(graham, 'By API', 'Please quote:\r\n\r\n- 250 m rubber air hose 8 mm'),
    });
    expect(response.status).toBe(202);
    const received = (await response.json()) as { disposition: string; inquiry: string };
    expect(received.disposition).toBe('inquiry');
    await house.waitsFor(received.inquiry, 'incoming');
  }, 60_000);
});

describe('a draft set aside', () => {
  test('skip, change the quote in the sales system, resume with quote-updated: new revision, new PDF, new draft', async () => {
    const id = await quoted(graham, 'To be changed', 'Please quote:\r\n\r\n- 250 m rubber air hose 8 mm');
    const before = await house.view(id);
    const paused = await house.decide(id, 'skip');
    expect(paused).toMatchObject({ status: 'paused', attention: true });
    const path = `/v1/sales/quotes/${before.quote!.number}`;
    const response = await fetch(`${house.api}${path}`, { headers: { authorization: `Bearer ${house.token}` } });
    const etag = response.headers.get('etag')!;
    const quote = (await response.json()) as SalesDocument;
    const lines = quote.lines.map(({ id: line, item, unit }) => ({ id: line, item, unit, quantity: '300' }));
    await house.request('PUT', path, { lines }, { headers: { 'if-match': etag } });
    await house.request('PUT', path, { lines }, { headers: { 'if-match': etag }, status: 412 });
    await house.request(
      'POST',
      `/v1/inquiries/${id}/resume`,
      { step: paused.review!.step, outcome: 'unchanged' },
      { status: 409 },
    );
    await house.request('POST', `/v1/inquiries/${id}/resume`, { step: paused.review!.step, outcome: 'quote-updated' });
    const after = await house.waitsFor(id, 'outgoing');
    expect(after.quote!.revision).toBe(before.quote!.revision + 1);
    expect(after.quote!.file).not.toBe(before.quote!.file);
    expect(after.draft!.id).not.toBe(before.draft!.id);
    await house.decide(id, 'confirm');
    await eventually(async () => (await house.view(id)).status === 'waiting-for-customer');
    const [mail] = await sentIn(id);
    expect(mail!.attachments[0]!.name).toContain('r2');
  }, 120_000);

  test('skip and resume unchanged brings the very same draft back', async () => {
    const id = await quoted(graham, 'To be kept', 'Please quote:\r\n\r\n- 250 m rubber air hose 8 mm');
    const before = await house.view(id);
    const paused = await house.decide(id, 'skip');
    await house.request('POST', `/v1/inquiries/${id}/resume`, { step: paused.review!.step, outcome: 'unchanged' });
    const after = await house.waitsFor(id, 'outgoing');
    expect(after.draft).toEqual(before.draft);
    expect(after.quote).toEqual(before.quote);
  }, 120_000);

  test('an edited draft is sent exactly as edited', async () => {
    const id = await quoted(graham, 'To be edited', 'Please quote:\r\n\r\n- 250 m rubber air hose 8 mm');
    const edited = await house.decide(id, 'edit', {
      draft: { subject: 'Re: as agreed', body: '<p>Hello <b>Graham</b><script>alert(1)</script></p>' },
    });
    expect(edited.draft!.body).toBe('<p>Hello <b>Graham</b></p>');
    await house.decide(id, 'confirm');
    const [mail] = await eventually(async () => {
      const sent = await sentIn(id);
      return sent.length > 0 ? sent : null;
    });
    expect(mail).toMatchObject({ subject: 'Re: as agreed', text: expect.stringContaining('Hello Graham') as unknown });
  }, 120_000);
});

test('what came in and waits is still waiting after a restart', async () => {
  const id = await quoted(graham, 'Over night', 'Please quote:\r\n\r\n- 250 m rubber air hose 8 mm');
  const before = await house.view(id);
  expect(await house.stop()).toBe(0);
  house = await startInstallation(data);
  const after = await house.view(id);
  expect(after).toEqual({ ...before, links: after.links });
  await house.decide(id, 'confirm');
  await eventually(async () => (await house.view(id)).status === 'waiting-for-customer');
}, 180_000);
