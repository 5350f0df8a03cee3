import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { forwardOf } from '../../src/reading/mail/forward.ts';
import { parseMessage } from '../../src/reading/mail/mime.ts';
import { linesOf } from '../../src/reading/mail/text-line.ts';
import { part } from '../../src/reading/mail/visible.ts';

/** Mails of real clients and servers: other people's data, read where it is and never copied here. */
const folder = resolve('../shared/data/mail-fixtures');
const run = existsSync(folder) ? describe : describe.skip;

const cases = <T>(file: string): T[] =>
  readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

run('mails of real clients', () => {
  test('visible replies: 90 % of the checks hold', () => {
    const checks = ['reply-zapier.jsonl', 'reply-edgetier.jsonl', 'reply-alfonsrv.jsonl'].flatMap((file) =>
      cases<{ file: string; checks: ['equals' | 'contains' | 'excludes', string][] }>(file).flatMap((one) => {
        const text = readFileSync(join(folder, one.file), 'utf8').replace(/\r\n?/g, '\n');
        const { visible } = part(linesOf(text), { subject: '', ours: [], answered: null, sender: '' });
        const seen = flat(visible.map((line) => line.text).join('\n'));
        return one.checks.map(([how, words]) =>
          how === 'equals' ? seen === flat(words) : seen.includes(flat(words)) === (how === 'contains'),
        );
      }),
    );
    expect(checks.filter(Boolean).length / checks.length).toBeGreaterThanOrEqual(0.9);
  });

  test('forwards: 95 % are unwrapped', () => {
    interface Forward {
      file: string;
      subjectFile?: string;
      forwarded: boolean;
      from?: { address: string };
      subject?: string;
      body?: string;
    }
    const right = cases<Forward>('forward.jsonl').map((one) => {
      const subject = one.subjectFile ? readFileSync(join(folder, one.subjectFile), 'utf8').trim() : '';
      const read = forwardOf(readFileSync(join(folder, one.file), 'utf8'), subject);
      if (!one.forwarded || !read) return one.forwarded === (read !== null);
      return (
        (!one.from || read.from?.address === one.from.address) &&
        (!one.subject || read.subject === one.subject) &&
        (!one.body || flat(read.body) === flat(one.body))
      );
    });
    expect(right.filter(Boolean).length / right.length).toBeGreaterThanOrEqual(0.95);
  });

  test('bounces: 98 % are known, and no person is taken for one', async () => {
    const mails = cases<{ file: string; class: string }>('bounce.jsonl');
    const found = await Promise.all(
      mails.map(async (one) => ({
        one,
        automatic: (await parseMessage(readFileSync(join(folder, one.file)))).mail.automatic,
      })),
    );
    const bounces = found.filter(({ one }) => one.class === 'bounce' || one.class === 'feedback-report');
    expect(bounces.filter(({ automatic }) => automatic === 'bounce').length / bounces.length).toBeGreaterThanOrEqual(
      0.98,
    );
    expect(found.filter(({ one, automatic }) => one.class === 'not-bounce' && automatic === 'bounce')).toEqual([]);
  });
});
