import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fingerprint } from '../../scripts/fingerprint.mjs';

describe('fingerprint', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quotewright-fingerprint-'));
    mkdirSync(join(folder, 'src/deep'), { recursive: true });
    writeFileSync(join(folder, 'src/a.ts'), 'a');
    writeFileSync(join(folder, 'src/deep/b.ts'), 'b');
    writeFileSync(join(folder, 'lock'), 'l');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const now = (): string => fingerprint(folder, ['src', 'lock', 'absent']);

  test.each<[string, () => void, 'same' | 'other']>([
    ['nothing', () => undefined, 'same'],
    ['a time', () => utimesSync(join(folder, 'src/a.ts'), 1, 1), 'same'],
    ['a file outside', () => writeFileSync(join(folder, 'README'), 'x'), 'same'],
    ['contents', () => writeFileSync(join(folder, 'src/a.ts'), 'A'), 'other'],
    ['a listed file', () => writeFileSync(join(folder, 'lock'), 'L'), 'other'],
    ['a new file', () => writeFileSync(join(folder, 'src/deep/c.ts'), ''), 'other'],
    ['a file that is gone', () => rmSync(join(folder, 'src/deep/b.ts')), 'other'],
    ['a name', () => renameSync(join(folder, 'src/a.ts'), join(folder, 'src/c.ts')), 'other'],
    ['a file that was absent', () => writeFileSync(join(folder, 'absent'), ''), 'other'],
    [
      'a byte that moves from one file to the next',
      () => {
        writeFileSync(join(folder, 'src/a.ts'), '');
        writeFileSync(join(folder, 'src/deep/b.ts'), 'ab');
      },
      'other',
    ],
  ])('changed: %s', (_case, change, expected) => {
    const before = now();
    change();
    expect(now() === before ? 'same' : 'other').toBe(expected);
  });
});
