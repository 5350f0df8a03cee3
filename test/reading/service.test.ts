import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createReading } from '../../src/reading/index.ts';
import { workshop } from './catalogue.ts';
import { plainMail, unknown } from './mails.ts';

const built = existsSync('dist/src/reading/worker.js');

describe.each([
  ['in this thread', 0],
  ['in threads', 1],
])('reading %s', (_, threads) => {
  const reading = createReading({ threads });
  afterAll(() => reading.close());
  const run = threads === 0 || built ? test : test.skip;

  run('needs a catalogue first', async () => {
    expect(reading.catalogueVersion()).toBeNull();
    await expect(reading.read('m1', plainMail('4 hand saws'), unknown)).rejects.toMatchObject({ type: 'Unavailable' });
  });

  run('parses and reads, and takes another catalogue', async () => {
    await reading.useCatalogue('1', workshop);
    const raw = plainMail('Please quote 4 hand saws.');
    expect((await reading.parse(raw)).from).toEqual({ name: 'Ann Example', address: 'ann@buyer.example' });
    expect((await reading.read('m1', raw, unknown)).lines).toMatchObject([{ item: 'SW-3300', quantity: '4' }]);
    const strict = await reading.read('m1', raw, { ...unknown, sureLine: 0.99 });
    expect([strict.lines[0]?.sure, (await reading.read('m1', raw, unknown)).lines[0]?.sure]).toEqual([false, true]);
    await reading.useCatalogue('2', { ...workshop, items: [] });
    expect(reading.catalogueVersion()).toBe('2');
    expect((await reading.read('m1', raw, unknown)).lines.filter((line) => line.item)).toEqual([]);
  });

  run('says what is no mail', async () => {
    await expect(reading.parse(Buffer.from('words'))).rejects.toMatchObject({ type: 'NotAMail' });
  });
});
