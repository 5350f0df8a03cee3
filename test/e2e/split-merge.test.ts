/** Two things in one mail, and one thing in two: parted and joined by a person, on what `npm start` starts. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { InquiryView } from '../../src/domain/inquiry.ts';
import type { Mail } from '../../src/domain/mail.ts';
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

const begun = async (raw: string): Promise<string> => {
  const { inquiry } = (await (await posted(house, raw)).json()) as { inquiry: string };
  await house.waitsFor(inquiry, 'incoming');
  return inquiry;
};
const itemsOf = ({ lines }: InquiryView) => lines.map(({ item }) => item);
const refused = (id: string, verb: string, body: object, status: number) =>
  house.request('POST', `/v1/inquiries/${id}/${verb}`, body, { status });

test('lines of one mail go on in two inquiries, each with a quote of its own', async () => {
  const id = await begun(
    written('Two sites', { text: 'Please quote:\r\n\r\n- 250 m rubber air hose 8 mm\r\n- 10 HM-500\r\n' }),
  );
  const { lines, review } = await house.view(id);
  expect(lines).toHaveLength(2);
  const [hose, hammers] = lines;
  const { step } = review!;
  await refused(id, 'split', { step, lines: [] }, 400);
  await refused(id, 'split', { step, lines: ['l99'] }, 409);
  await refused(id, 'split', { step, lines: lines.map((line) => line.id) }, 409);
  await refused(id, 'split', { step: 's99', lines: [hammers!.id] }, 409);

  await house.decide(id, 'split', { lines: [hammers!.id], reason: 'another site' });
  const stays = await eventually(async () => {
    const view = await house.view(id);
    return view.linked.length > 0 && view.review?.allowed.includes('confirm') ? view : null;
  });
  expect(itemsOf(stays)).toEqual([hose!.item]);
  const [{ inquiry: into, relation }] = stays.linked as [InquiryView['linked'][number]];
  expect(relation).toBe('split-into');
  const goes = await eventually(async () => {
    const view = await house.view(into);
    return view.review ? view : null;
  });
  expect(goes).toMatchObject({ linked: [{ inquiry: id, relation: 'split-from' }], subject: 'Two sites' });
  expect(itemsOf(goes)).toEqual([hammers!.item]);
  expect(goes.timeline[0]?.summary).toContain('another site');

  await house.decide(id, 'confirm');
  const here = await house.waitsFor(id, 'outgoing');
  expect(itemsOf(here)).toEqual([hose!.item]);
  const there = await confirmedUntil(into, ({ review }) => review?.kind === 'outgoing');
  expect(itemsOf(there)).toEqual([hammers!.item]);
  expect(there.quote!.number).not.toBe(here.quote!.number);

  // The mail that both came of outlives the one that it was sent to.
  await house.decide(id, 'stop', { confirm: true });
  await eventually(async () => (await house.view(id)).outcome);
  await house.request('DELETE', `/v1/inquiries/${id}`, undefined, { status: 204 });
  const { items } = await house.request<{ items: Mail[] }>('GET', `/v1/mails?inquiry=${into}`);
  expect(items).toMatchObject([{ subject: 'Two sites', direction: 'in' }]);
  await house.decide(into, 'confirm');
  await eventually(async () => (await house.view(into)).status === 'waiting-for-customer');
}, 60_000);

test('a second mail that is about the same is merged into the first; what is written upon it goes there too', async () => {
  const first = await begun(written('Hoses for the workshop'));
  const mail = written('And hammers', { text: 'Please quote also:\r\n\r\n- 10 HM-500.\r\n' });
  const second = await begun(mail);
  const sinceWhen = /Message-ID: (\S+)/.exec(mail)![1]!;

  await refused(second, 'merge', { into: second }, 400);
  await refused(second, 'merge', { into: '01JZZZZZZZZZZZZZZZZZZZZZZZ' }, 409);
  await house.decide(second, 'merge', { into: first, reason: 'one order' });
  const ended = await eventually(async () => {
    const view = await house.view(second);
    return view.outcome ? view : null;
  });
  expect(ended).toMatchObject({ outcome: 'stopped', linked: [{ inquiry: first, relation: 'merged-into' }] });
  await refused(second, 'merge', { into: first }, 409);

  await eventually(async () => (await house.view(first)).linked.length > 0);
  const joined = await confirmedUntil(first, ({ review, lines }) => review?.kind === 'outgoing' && lines.length === 2);
  expect(joined.linked).toEqual([{ inquiry: second, relation: 'merged-from' }]);
  expect(joined.timeline.filter(({ summary }) => summary.includes(second))).toHaveLength(1);
  const { items } = await house.request<{ items: Mail[] }>('GET', `/v1/mails?inquiry=${first}`);
  expect(items).toHaveLength(2);

  const later = written('Re: And hammers', { headers: { 'In-Reply-To': sinceWhen }, text: 'Is there any news?\r\n' });
  expect(await (await posted(house, later)).json()).toMatchObject({ disposition: 'continues', inquiry: first });
}, 60_000);

test('what was quoted stays when another inquiry is merged into it', async () => {
  const first = await begun(written('Hammers', { text: 'Please quote:\r\n\r\n- 10 HM-500\r\n' }));
  await confirmedUntil(first, ({ review }) => review?.kind === 'outgoing');
  const text = 'Please quote:\r\n\r\n- 12 JK-210-NV-L\r\n';
  const second = await begun(written('Jackets', { text }));
  await house.decide(second, 'merge', { into: first });
  const joined = await confirmedUntil(
    first,
    ({ review, quote }) => review?.kind === 'outgoing' && quote?.revision === 2,
  );
  expect(itemsOf(joined)).toEqual(['HM-500', 'JK-210-NV-L']);
}, 60_000);

/** Whatever it asks, by the first choice. */
async function confirmedUntil(id: string, is: (view: InquiryView) => boolean): Promise<InquiryView> {
  return await eventually(async () => {
    const view = await house.view(id);
    if (is(view)) return view;
    const { choices, allowed } = view.review ?? {};
    if (!allowed?.includes('confirm')) return null;
    await house.decide(id, 'confirm', choices?.[0] ? { choice: choices[0].id } : {});
    return null;
  });
}
