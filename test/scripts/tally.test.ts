import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import JestTally, { TALLY_FILE } from '../../scripts/jest-tally.mjs';
import { addUp, inALine, ofJest, ofSettled } from '../../scripts/tally.mjs';

const report = (
  numPassedTests: number,
  numFailedTests: number,
  numRuntimeErrorTestSuites = 0,
  numPendingTests = 0,
) => ({
  ...{ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests: 0 },
});

describe('the last line', () => {
  test.each([
    ['all well', report(5, 0), 0, '5 passed, 0 failed'],
    ['a test fails', report(4, 1), 1, '4 passed, 1 failed'],
    ['a file cannot be loaded', report(4, 0, 1), 1, '4 passed, 1 failed'],
    ['some are skipped', report(3, 0, 0, 2), 0, '3 passed, 0 failed, 2 skipped'],
    ['Jest fails for another reason', report(5, 0), 1, '5 passed, 1 failed'],
    ['Jest was killed and left no report', null, null, '0 passed, 1 failed'],
  ])('%s', (_case, jest, code, line) => {
    expect(inALine(ofJest(jest, code))).toBe(line);
  });

  test('a failing check counts as failed beside the tests', async () => {
    const checks = await Promise.allSettled([Promise.resolve(), Promise.reject(new Error('lint'))]);
    expect(inALine(addUp([ofSettled(checks), ofJest(report(2, 0, 0, 1), 0)]))).toBe('3 passed, 1 failed, 1 skipped');
  });
});

describe("Jest's reporter", () => {
  const before = process.env[TALLY_FILE];
  afterAll(() => {
    if (before === undefined) delete process.env[TALLY_FILE];
    else process.env[TALLY_FILE] = before;
  });

  test('writes the counts, whatever the errors hold', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'quotewright-tally-')), 'tally.json');
    const error: { cause?: unknown } = {};
    error.cause = error;
    process.env[TALLY_FILE] = file;
    new JestTally().onRunComplete([], { ...report(3, 2), testResults: [{ failureDetails: [error] }] });
    const written = JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof report>;
    expect(inALine(ofJest(written, 1))).toBe('3 passed, 2 failed');
    rmSync(dirname(file), { recursive: true });
  });
});
