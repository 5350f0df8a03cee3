import { afterAll, describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { documented } from './documented.ts';
import { api, as, closeAll, head, INQUIRY, OTHER, state, summary, temporalOf } from './fakes.ts';

afterAll(closeAll);
const path = '/v1/inquiries/stop';
const post = (app: Awaited<ReturnType<typeof api>>, payload: object, role: Parameters<typeof as>[0] = 'reviewer') =>
  app.inject({ method: 'POST', url: path, payload, headers: as(role) });

describe('stopping all that match', () => {
  test('without confirm it says how many and what stays open, and stops nothing', async () => {
    let calls = 0;
    const app = await api(state(), { temporal: temporalOf(async () => void calls++) });
    const answer = await post(app, { filter: { status: 'paused' } });
    expect(answer.json()).toMatchObject({
      code: 'StopNeedsConfirmation',
      inquiries: 1,
      open: expect.arrayContaining(['1 quote stays open in the sales system.']),
      asOf: expect.stringMatching(/Z$/),
    });
    expect(calls).toBe(0);
  });

  test('one that refuses keeps no other from being stopped, and the audit has the count', async () => {
    const now = state();
    now.inquiries.set(OTHER, { ...summary, id: OTHER });
    let calls = 0;
    const temporal = temporalOf(async () => {
      if (calls++ === 0) return { head: { ...head, status: 'ended', outcome: 'stopped' }, news: [] };
      const cause = ApplicationFailure.create({ type: 'StepIsBusy', message: 'busy', details: [{}] });
      throw new WorkflowUpdateFailedError('refused', cause);
    });
    const app = await api(now, { temporal });
    const answer = await post(app, { filter: {}, confirm: true });
    expect(documented(app)(path, 'post', answer)).toBeNull();
    expect(answer.json()).toMatchObject({
      results: [
        { inquiry: INQUIRY, stopped: true, outcome: 'stopped', quote: 'Q-000123', problem: null },
        { inquiry: OTHER, stopped: false, problem: { code: 'StepIsBusy', detail: 'busy' } },
      ],
      next: null,
    });
    expect(now.told).toEqual(['1 stopped by reviewer']);
  });

  test.each([
    [{}, 'filter'],
    [{ filter: { status: 'ended' } }, 'status'],
    [{ filter: { customr: 'A1' } }, 'customr'],
    [{ filter: {}, confirm: 'yes' }, 'confirm'],
    [{ filter: {}, limit: 5000 }, 'limit'],
  ])('%j is refused', async (payload, word) => {
    const app = await api();
    expect((await post(app, payload)).json()).toMatchObject({ code: 'Invalid', detail: expect.stringContaining(word) });
  });

  test('a reader may not', async () => {
    expect((await post(await api(), { filter: {} }, 'reader')).statusCode).toBe(403);
  });
});
