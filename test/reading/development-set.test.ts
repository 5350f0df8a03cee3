import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const shared = resolve('../shared');
const mails = join(shared, 'data/inquiries');
const scorer = join(shared, 'tools/score-reading.py');
const main = resolve('dist/src/main.js');
const run = existsSync(mails) && existsSync(scorer) && existsSync(main) ? describe : describe.skip;

interface Rate {
  rate: number;
}
interface Scores {
  overall: {
    kind: Rate;
    language: Rate;
    lines: { f1: number };
    sureRight: Rate;
    sureCoverage: Rate;
    requestedDateAsked: Rate;
    shipToGiven: Rate;
    reference: Rate;
    signature: { f1: number };
    exactMail: Rate;
  };
}

run('the figures that reading must not fall under', () => {
  test('on the development set, rules alone, by the command itself', () => {
    const out = mkdtempSync(join(tmpdir(), 'reading-'));
    try {
      execFileSync(
        process.execPath,
        [main, 'read', mails, '--out', out, '--company', join(shared, 'data/adventure-works')],
        { timeout: 60_000 },
      );
      const { overall } = JSON.parse(
        execFileSync('python3', [scorer, out, mails, '--json'], { encoding: 'utf8' }),
      ) as Scores;
      expect({
        kind: overall.kind.rate >= 0.98,
        language: overall.language.rate >= 0.98,
        lines: overall.lines.f1 >= 0.97,
        sureRight: overall.sureRight.rate >= 0.99,
        sureCoverage: overall.sureCoverage.rate >= 0.8,
        requestedDate: overall.requestedDateAsked.rate >= 0.95,
        shipTo: overall.shipToGiven.rate >= 0.95,
        reference: overall.reference.rate >= 0.95,
        signature: overall.signature.f1 >= 0.95,
        exact: overall.exactMail.rate >= 0.9,
      }).toEqual({
        kind: true,
        language: true,
        lines: true,
        sureRight: true,
        sureCoverage: true,
        requestedDate: true,
        shipTo: true,
        reference: true,
        signature: true,
        exact: true,
      });
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }, 90_000);
});
