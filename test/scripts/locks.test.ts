import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { takeLock } from '../../scripts/locks.mjs';
import { identify } from '../../scripts/processes.mjs';

describe('a lock', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quotewright-lock-'));
    file = join(folder, 'start.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is held by one, who is told to the other, until it is released', () => {
    const first = takeLock(file);
    expect(first.holder).toBeNull();
    expect(takeLock(file).holder).toEqual(identify(process.pid));
    first.release?.();
    expect(existsSync(file)).toBe(false);
    expect(takeLock(file).holder).toBeNull();
  });

  test.each([
    ['one that has ended', JSON.stringify({ pid: spawnSync('true').pid, started: 'boot:1' })],
    ['one whose pid is another program now', JSON.stringify({ pid: process.pid, started: 'boot:1' })],
    ['one that was killed while it wrote', '{"pi'],
    ['one that wrote nothing', ''],
  ])('of %s is taken over, and nothing is left beside it', (_case, contents) => {
    writeFileSync(file, contents);
    expect(takeLock(file).holder).toBeNull();
    expect(readdirSync(folder)).toEqual(['start.json']);
  });
});
