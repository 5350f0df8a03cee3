/** docs/reviewers.md says of every reason for assistance what can be done about it: written from the table that decides it. */
import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems, type ProblemCode } from '../../src/domain/problems.ts';
import type { Problem } from '../../src/domain/effects.ts';

const file = join(__dirname, '../../docs/reviewers.md');
const part = /(<!-- reasons: [^\n]*-->\n)[^]*(<!-- \/reasons -->)/;

const section = (code: ProblemCode): string => {
  const { edits, choices }: Problem = problems[code];
  const edit = edits.length > 0 ? ` (\`edit\`: ${edits.join(', ')})` : '';
  return [
    `### \`${code}\`${edit}`,
    '',
    ...choices.map(({ id, label, effect }) => `- \`${id}\` ${label}. ${effect}`),
    '',
  ].join('\n');
};

test('every reason is in it, with its choices and what they do', () => {
  const committed = readFileSync(file, 'utf8');
  const sections = (Object.keys(problems) as ProblemCode[]).map(section).join('\n');
  const now = committed.replace(part, (_, begin: string, end: string) => `${begin}\n${sections}\n${end}`);
  if (committed !== now) writeFileSync(file, now);
  // It has been written anew: look at the difference and commit it.
  expect(committed).toBe(now);
});

test('every decision has its place in it', () => {
  const text = readFileSync(file, 'utf8');
  for (const verb of ['confirm', 'edit', 'skip', 'resume', 'stop', 'split', 'merge', 'snooze', 'assign'])
    expect(text).toContain(`\`${verb}\``);
});
