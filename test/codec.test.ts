import { afterAll, describe, expect, test } from '@jest/globals';
import { fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { createCodec, keysOf, parseKeys, type Keys } from '../src/codec.ts';

const key = (fill: number) => Buffer.alloc(32, fill);
const keys = (...entries: [string, number][]): Keys => new Map(entries.map(([id, fill]) => [id, key(fill)]));
const payload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const valueOf = (one: Payload): unknown => defaultPayloadConverter.fromPayload(one);
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString();

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'quotewright-keys-'));
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((one) => rmSync(one, { recursive: true })));

describe('payloads', () => {
  const codec = createCodec(keys(['k1', 1]));

  test.each([
    ['an object', { mail: 'm1', lines: [1, null, 'é'] }],
    ['nothing', null],
    ['an empty text', ''],
    ['half a megabyte', 'x'.repeat(500_000)],
  ])('%s comes back as it was, and is unreadable meanwhile', async (_, value) => {
    const [encoded] = await codec.encode([payload(value)]);
    expect(text(encoded!.metadata?.['encoding'])).toBe('binary/encrypted');
    expect(text(encoded!.metadata?.['encryption-key-id'])).toBe('k1');
    expect(Object.keys(encoded!.metadata ?? {})).toHaveLength(2);
    if (JSON.stringify(value).length > 4) expect(text(encoded!.data)).not.toContain(JSON.stringify(value).slice(1, 9));
    const [decoded] = await codec.decode([encoded!]);
    expect(valueOf(decoded!)).toEqual(value);
  });

  test('several keep their order; the same twice looks different', async () => {
    const encoded = await codec.encode([payload(1), payload(2), payload(2)]);
    expect((await codec.decode(encoded)).map(valueOf)).toEqual([1, 2, 2]);
    expect(Buffer.from(encoded[1]!.data!).equals(Buffer.from(encoded[2]!.data!))).toBe(false);
  });

  test('what is plain stays plain: a signal typed by hand', async () => {
    const plain = [payload({ step: 's1' }), {}, { metadata: {}, data: Buffer.from('{}') }];
    expect(await codec.decode(plain)).toEqual(plain);
  });

  test('after a rotation the old is read, the new is written, and the old installation cannot read it', async () => {
    const [old] = await codec.encode([payload('before')]);
    const rotated = createCodec(keys(['k2', 2], ['k1', 1]));
    expect(valueOf((await rotated.decode([old!]))[0]!)).toBe('before');
    const [now] = await rotated.encode([payload('after')]);
    expect(text(now!.metadata?.['encryption-key-id'])).toBe('k2');
    await expect(codec.decode([now!])).rejects.toThrow('There is no encryption key "k2" here');
  });

  test('a key of another installation under the same id is no key', async () => {
    const [encoded] = await codec.encode([payload('secret')]);
    await expect(createCodec(keys(['k1', 9])).decode([encoded!])).rejects.toThrow();
  });

  test('every byte that is changed, and every cut, is noticed', async () => {
    const [encoded] = await codec.encode([payload('pay 10')]);
    const data = Buffer.from(encoded!.data!);
    for (let at = 0; at < data.length; at++) {
      const changed = Buffer.from(data);
      changed[at]! ^= 1;
      await expect(codec.decode([{ ...encoded, data: changed }])).rejects.toThrow();
    }
    for (let length = 0; length < data.length; length++)
      await expect(codec.decode([{ ...encoded, data: data.subarray(0, length) }])).rejects.toThrow();
  });
});

describe('keys', () => {
  const good = key(3).toString('base64');
  test('the first encrypts, all decrypt', () => {
    expect([...parseKeys(`b:${good}, a:${good}`).keys()]).toEqual(['b', 'a']);
  });

  test.each([
    '',
    'k1',
    'k1:',
    `:${good}`,
    'k1:c2hvcnQ=',
    `k1:${good},`,
    `k1:${good},k2:zz`,
    `k1:${key(1).subarray(1).toString('base64')}`,
  ])('refuses %p in one sentence that shows no key', (list) => {
    expect(() => parseKeys(list)).toThrow(/^ENCRYPTION_KEYS must be [^=]*$/);
  });

  test('no key at all is refused', () => expect(() => createCodec(new Map())).toThrow('At least one'));

  test('are made at first use, for the owner only, and stay', () => {
    const data = join(folder(), 'new', 'data');
    const first = keysOf(data);
    expect(statSync(join(data, 'encryption-keys')).mode & 0o777).toBe(0o600);
    expect(keysOf(data)).toEqual(first);
    expect(keysOf(folder())).not.toEqual(first);
  });

  test('a broken file is told, not replaced: what was encrypted would be lost', () => {
    const data = folder();
    writeFileSync(join(data, 'encryption-keys'), 'k1:short\n');
    expect(() => keysOf(data)).toThrow('ENCRYPTION_KEYS');
    expect(readFileSync(join(data, 'encryption-keys'), 'utf8')).toBe('k1:short\n');
  });

  test('four processes at once at first use get one key, folder after folder', async () => {
    const data = join(folder(), 'shared');
    const go = join(folder(), 'go');
    const program = join(folder(), 'first-use.mts');
    const codec = pathToFileURL(join(__dirname, '../src/codec.ts')).href;
    writeFileSync(
      program,
      `import { existsSync } from 'node:fs';
       import { keysOf } from ${JSON.stringify(codec)};
       process.send('ready');
       while (!existsSync(${JSON.stringify(go)})) {}
       const found = [];
       for (let i = 0; i < 300; i++) {
         // All at the same moment: a file that is there and empty must never be seen.
         while (Date.now() % 4 !== 0) {}
         try { found.push([...keysOf(${JSON.stringify(data)} + i).values()][0].toString('hex')); } catch (error) { found.push(String(error)); }
       }
       process.send(found.join());
       process.disconnect();`,
    );
    const said = Array.from({ length: 4 }, () => {
      const child = fork(program, { execArgv: ['--import', 'tsx'], cwd: join(__dirname, '..') });
      const words: string[] = [];
      child.on('message', (word) => words.push(word as string));
      return { words, ended: new Promise((resolve) => child.once('exit', resolve)) };
    });
    while (said.some(({ words }) => words.length === 0)) await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(go, '');
    await Promise.all(said.map(({ ended }) => ended));
    const found = said.map(({ words }) => words[1]);
    expect(found[0]).toMatch(/^([0-9a-f]{64},?){300}$/);
    expect(new Set(found).size).toBe(1);
    expect(readdirSync(`${data}0`)).toEqual(['encryption-keys']);
  }, 60_000);
});
