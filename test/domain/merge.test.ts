/** Two people, each merging one of two inquiries into the other at the same moment. */
import { expect, test } from '@jest/globals';
import { mergeDone, mergedFrom, merging } from '../../src/domain/merge.ts';
import { anna, startOf } from './pure-story.ts';

const at = '2026-11-22T10:00:00.000Z';
const [older, newer] = ['01JD8ZK3M4N5P6Q7R8S9T0V1W2', '01JD8ZK3M4N5P6Q7R8S9T0V1W3'];

test.each([
  [older, newer, null],
  [newer, older, 'stopped'],
])('merged into each other, %s ends or stays: the older one is left to read the mails', (id, other, outcome) => {
  const under = merging({ ...startOf(), id, stage: 'customer-turn' }, { into: other }, anna);
  const done = mergeDone(mergedFrom(under, other, 'mail-9', at), at);
  expect(done).toMatchObject({ outcome, merge: null, stage: outcome ? 'ended' : 'customer-turn' });
  expect(done.linked).toEqual([{ inquiry: other, relation: outcome ? 'merged-into' : 'merged-from' }]);
  expect(mergeDone(under, at).outcome).toBe('stopped');
});
