import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isAtLeast, isBinary, onPath, versionOf } from '../../../scripts/parts/programs.mjs';

describe('programs on the machine', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quotewright-programs-'));
    for (const [name, script, mode] of [
      ['talks', '#!/bin/sh\necho "widget version v12.34.5 (built 2020)"\n', 0o755],
      ['fails', '#!/bin/sh\nexit 1\n', 0o755],
      ['data', 'x', 0o644],
    ] as const) {
      writeFileSync(join(folder, name), script);
      chmodSync(join(folder, name), mode);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('found on PATH when executable', () => {
    expect(onPath('talks', `/nowhere:${folder}`)).toBe(join(folder, 'talks'));
    expect(onPath('data', folder)).toBeNull();
    expect(onPath('talks', '')).toBeNull();
  });

  test('a shell wrapper is not the program', () => {
    expect(isBinary(join(folder, 'talks'))).toBe(false);
    expect(isBinary(process.execPath)).toBe(true);
  });

  test('a version is read from what the program says', async () => {
    expect(await versionOf(join(folder, 'talks'))).toEqual([12, 34]);
    expect(await versionOf(join(folder, 'fails'))).toBeNull();
    expect(await versionOf(join(folder, 'data'))).toBeNull();
  });

  test.each<[[number, number] | null, [number, number], boolean]>([
    [[1, 9], [1, 9], true],
    [[1, 10], [1, 9], true],
    [[2, 0], [1, 9], true],
    [[1, 8], [1, 9], false],
    [null, [1, 9], false],
  ])('%j is at least %j: %s', (version, least, expected) => {
    expect(isAtLeast(version, least)).toBe(expected);
  });
});
