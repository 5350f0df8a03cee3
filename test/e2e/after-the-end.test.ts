/** Stopping all at once, what that leaves behind, and the mail that tells the customer: on what `npm start` starts. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { InquirySummary } from '../../src/domain/inquiry.ts';
import type { Mail } from '../../src/domain/mail.ts';
import type { SalesDocument } from '../../src/domain/sales.ts';
import { dataFolder, removeFolder, startInstallation, type Installation } from '../helpers/installation.ts';
import { eventually } from '../helpers/temporal.ts';
import { posted, written } from './customer.ts';

const data = dataFolder();
let house: Installation;
beforeAll(async () => (house = await startInstallation(data)), 120_000);
afterAll(async () => {
  await house?.stop();
  removeFolder(data);
}, 60_000);

interface Stopped {
  results: { inquiry: string; stopped: boolean; outcome: string; quote: string | null }[];
  remaining: number;
  next: string | null;
}
interface Left {
  items: { about: string; sentence: string; choices: { id: string }[] }[];
  inquiry: string | null;
}

const begun = async (subject: string): Promise<string> => {
  const { inquiry } = (await (await posted(house, written(subject))).json()) as { inquiry: string };
  await house.waitsFor(inquiry, 'incoming');
  return inquiry;
};
const stopAll = <T>(body: object, status = 200) => house.request<T>('POST', '/v1/inquiries/stop', body, { status });
const followUp = (id: string, what: string, status = 200) =>
  house.request<Left>('POST', `/v1/inquiries/${id}/follow-ups`, { do: what }, { status });

test('all are stopped once it is confirmed; a quote is cancelled and its customer told, once, by a reviewed mail', async () => {
  const quoted = await begun('Hose to be stopped');
  await house.decide(quoted, 'confirm');
  await house.waitsFor(quoted, 'outgoing');
  const other = await begun('Another to be stopped');

  const asked = await stopAll<{ inquiries: number; open: string[]; asOf: string }>({ filter: {} }, 409);
  expect(asked).toMatchObject({ code: 'StopNeedsConfirmation', inquiries: 2, quotes: 1, drafts: 1 });
  expect(asked.open).toContain('1 quote stays open in the sales system.');
  const late = await begun('Came in while a person thought about it');

  const first = await stopAll<Stopped>({ filter: { createdBefore: asked.asOf }, confirm: true, limit: 1 });
  const second = await stopAll<Stopped>({ filter: { createdBefore: asked.asOf }, confirm: true, after: first.next });
  const stopped = [...first.results, ...second.results];
  expect(stopped.map(({ inquiry }) => inquiry).sort()).toEqual([quoted, other].sort());
  expect(stopped.every((one) => one.stopped && one.outcome === 'stopped')).toBe(true);
  expect(second.next).toBeNull();
  expect((await house.view(late)).status).toBe('waiting-for-review');
  expect((await house.view(quoted)).timeline.at(-1)).toMatchObject({ kind: 'ended', by: 'Admin' });

  // What is left behind, and what is done about it.
  const { quote } = await house.view(quoted);
  const left = await house.request<Left>('GET', `/v1/inquiries/${quoted}/follow-ups`);
  expect(left.items.map(({ about, choices }) => [about, choices.map(({ id }) => id)])).toEqual([
    ['quote', ['cancel-quote', 'lose-quote']],
    ['customer', ['write-to-customer']],
  ]);
  await followUp(late, 'write-to-customer', 409);
  await followUp(other, 'cancel-quote', 409);
  await followUp(quoted, 'cancel-quote');
  await followUp(quoted, 'cancel-quote');
  await followUp(quoted, 'lose-quote', 409);
  expect(await house.request<SalesDocument>('GET', `/v1/sales/quotes/${quote!.number}`)).toMatchObject({
    status: 'cancelled',
  });

  const both = await Promise.all([followUp(quoted, 'write-to-customer'), followUp(quoted, 'write-to-customer')]);
  const [next] = both.map(({ inquiry }) => inquiry);
  expect(both[1].inquiry).toBe(next);
  expect(both[0].items.find(({ about }) => about === 'customer')?.choices).toEqual([]);
  const review = await house.waitsFor(next!, 'outgoing');
  expect(review).toMatchObject({
    follows: quoted,
    quote: null,
    draft: { to: ['graham.ackroyd@pennine-fabrications.example'] },
  });
  expect(review.draft?.body).toContain(`quote ${quote!.number} is no longer valid`);
  expect(review.timeline[0]?.summary).toContain(quoted);
  expect((await house.view(quoted)).timeline.slice(-2)).toMatchObject([
    { summary: `Admin set quote ${quote!.number} to cancelled.` },
    { leadsTo: next },
  ]);

  await house.decide(next!, 'confirm');
  const sent = await eventually(async () => {
    const { items } = await house.request<{ items: Mail[] }>('GET', `/v1/mails?direction=out&inquiry=${next}`);
    return items.length > 0 ? items : null;
  });
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain('no longer valid');

  // The customer's answer goes on where the mail was written.
  const answer = written('Re: Hose to be stopped', {
    headers: { 'In-Reply-To': sent[0]!.messageId },
    text: 'What a pity.\r\n',
  });
  expect(await (await posted(house, answer)).json()).toMatchObject({ disposition: 'continues', inquiry: next });

  // Deleted, it still counts.
  const counts = async () => (await house.request<{ counts: object }>('GET', '/v1/kpis')).counts;
  const before = await counts();
  expect(before).toMatchObject({ inquiries: 3, quotes: 1, mailsOut: 1 });
  await house.request('DELETE', `/v1/inquiries/${quoted}`, undefined, { status: 204 });
  expect(await counts()).toEqual(before);
  const { items } = await house.request<{ items: InquirySummary[] }>('GET', '/v1/inquiries');
  expect(items.map(({ id }) => id)).not.toContain(quoted);
}, 120_000);
