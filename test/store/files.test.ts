import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { ConnectedStore } from '../../src/store/index.ts';
import { freshStore } from './database.ts';

let store: ConnectedStore & { drop(): Promise<void> };
beforeAll(async () => (store = await freshStore()));
afterAll(() => store.drop());

const pdf = (content: Buffer, inquiry: string | null) => ({
  name: 'Q-000001.pdf',
  type: 'application/pdf',
  content,
  inquiry,
});

describe('files', () => {
  test.each([
    ['nothing', 0],
    ['one byte', 1],
    ['one chunk', 255 * 1024],
    ['three chunks', 600_000],
  ])('%s is given back as it was', async (_, size) => {
    const content = randomBytes(size);
    const { id, bytes } = await store.files.put(pdf(content, ulid()));
    expect(bytes).toBe(size);
    expect((await store.files.read(id)).equals(content)).toBe(true);
    const parts: Buffer[] = [];
    for await (const part of store.files.open(id)) parts.push(part as Buffer);
    expect(Buffer.concat(parts).equals(content)).toBe(true);
  });

  test('the same bytes of one inquiry are one file, of two are two', async () => {
    const [content, inquiry] = [randomBytes(300_000), ulid()];
    const put = await Promise.all(Array.from({ length: 10 }, () => store.files.put(pdf(content, inquiry))));
    expect(new Set(put.map(({ id }) => id)).size).toBe(1);
    expect(await store.files.put(pdf(content, inquiry))).toEqual(await store.files.find(put[0]!.id));
    expect((await store.files.put(pdf(content, ulid()))).id).not.toBe(put[0]!.id);
    const rows = store.connection.collection('fs.files');
    const chunks = store.connection.collection('fs.chunks');
    const known = (await rows.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id);
    expect(await chunks.countDocuments({ files_id: { $nin: known } })).toBe(0);
  });

  test.each(['nothing', 'x'.repeat(24), 'f'.repeat(24), ''])('%p is not found', async (id) => {
    expect(await store.files.find(id)).toBeNull();
    await expect(store.files.read(id)).rejects.toMatchObject({ type: 'NotFound' });
    const failed = new Promise((resolve) => store.files.open(id).once('error', resolve).resume());
    expect(await failed).toMatchObject({ type: 'NotFound' });
  });
});
