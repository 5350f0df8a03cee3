/** Lines that move to an inquiry of their own: whole, once, and wherever a try was cut short. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { splitOff, splitting } from '../../src/domain/split.ts';
import { headOf } from '../../src/domain/state.ts';
import type { InquiryState } from '../../src/domain/state.ts';
import { aMail as facts, anna, kim, PureStory, startOf } from '../domain/pure-story.ts';
import { aLine } from '../store/examples.ts';
import { activitiesWorld, failureOf, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());

/** Three lines of one mail wait at the incoming review, and a person moves these of them. */
async function decided(lines: string[]) {
  const id = ulid();
  const { id: mail } = await world.mailIn(id);
  const story = new PureStory({ ...startOf(), id });
  story.mail(mail);
  story.perform(story.step(), { mail: facts(mail) });
  story.perform(story.step(), { customer: kim, trouble: null });
  story.upToWork();
  await world.store.lines.replace(
    id,
    [1, 2, 3].map((n) => aLine(n)),
  );
  const state = splitting(story.state, { step: story.state.review!.step, lines }, anna, story.now);
  const { into } = state.split!;
  const begun: InquiryState[] = [];
  world.dependencies.intake.begin = async (begins) => {
    begun.push(begins);
    await world.store.inquiries.project(headOf(begins), begins.news);
  };
  const split = () => world.act.splitLines({ inquiry: id, into, lines, begins: splitOff(state) });
  const linesOf = async (inquiry: string) => (await world.store.lines.of(inquiry)).map((line) => line.id);
  return { id, into, mail, begun, split, linesOf };
}

test('they go with what was read of them, and the mail belongs to both', async () => {
  const { id, into, mail, begun, split, linesOf } = await decided(['l1', 'l3']);
  await split();
  expect([await linesOf(id), await linesOf(into)]).toEqual([['l2'], ['l1', 'l3']]);
  expect(begun[0]).toMatchObject({ id: into, linked: [{ inquiry: id, relation: 'split-from' }], seen: [mail] });
  await world.store.inquiries.remove(id, 'Ada');
  expect(await world.store.mails.find(mail)).toMatchObject({ inquiry: into });
});

test.each(['begun', 'written', 'shared'])(
  'cut short before it is %s, and done again: no line is lost or doubled',
  async (where) => {
    const { id, into, split, linesOf } = await decided(['l2']);
    const { intake, store } = world.dependencies;
    const before = { begin: { ...intake }, shared: { ...store.mails }, written: { ...store.lines } };
    const cut = () => Promise.reject(new Error('the database is away'));
    if (where === 'begun') intake.begin = cut;
    if (where === 'shared') store.mails.share = cut;
    // The new inquiry has its lines, those that stay are not written yet.
    if (where === 'written')
      store.lines.replace = async (of, lines) => (of === id ? cut() : before.written.replace(of, lines));
    await failureOf(split());
    expect([await linesOf(id), await linesOf(into)]).toEqual([['l1', 'l2', 'l3'], ['l2']]);
    Object.assign(intake, before.begin);
    Object.assign(store.mails, before.shared);
    Object.assign(store.lines, before.written);
    await split();
    await split();
    expect([await linesOf(id), await linesOf(into)]).toEqual([['l1', 'l3'], ['l2']]);
  },
);

test.each([
  ['a line that is gone meanwhile', ['l1', 'l9'], 'There is no line l9.', 'lines/1'],
  ['all lines', ['l1', 'l2', 'l3'], 'At least one line stays.', 'lines'],
])('%s: refused, and nothing has moved', async (_, lines, sentence, field) => {
  const { id, into, begun, split, linesOf } = await decided(lines);
  const failure = await failureOf(split());
  expect(failure).toMatchObject({ type: 'EditRefused', message: sentence, details: [{ field }] });
  expect([await linesOf(id), await linesOf(into), begun]).toEqual([['l1', 'l2', 'l3'], [], []]);
});
