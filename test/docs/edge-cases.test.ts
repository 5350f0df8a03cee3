/** docs/edge-cases.md: all eighty, each with an answer, and with tests that are there. */
import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rows = readFileSync(join(__dirname, '../../docs/edge-cases.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| +\d+ /.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('each has a row', () => {
  expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
});

test('what is handled names tests that are there', () => {
  for (const [number, , here, how, tests] of rows) {
    expect([number, here]).toEqual([number, expect.stringMatching(/^(yes|part|no|later)$/)]);
    expect(how).not.toBe('');
    const files = [...tests!.matchAll(/`([^`]+)`/g)].map(([, file]) => file!);
    if (here === 'yes' || here === 'part') expect([number, files.length]).not.toEqual([number, 0]);
    for (const file of files)
      expect([number, file, existsSync(join(__dirname, '..', file))]).toEqual([number, file, true]);
  }
});
