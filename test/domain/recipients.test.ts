import { describe, expect, test } from '@jest/globals';
import { recipientsOf } from '../../src/domain/recipients.ts';
import { successorId } from '../../src/domain/successor-id.ts';

const box = (address: string) => ({ name: '', address });
const own = ['sales@ours.example'];
const mail = (more: { to?: string[]; cc?: string[]; replyTo?: string[]; sender?: string }) => ({
  from: box('kim@riders.example'),
  to: (more.to ?? own).map(box),
  cc: (more.cc ?? []).map(box),
  ...(more.replyTo ? { replyTo: more.replyTo.map(box) } : {}),
  ...(more.sender ? { sender: box(more.sender) } : {}),
});
const belongs = (address: string) => address.endsWith('@riders.example') || address === 'agent@bureau.example';

describe('who is answered', () => {
  test.each<[string, Parameters<typeof mail>[0], string, string[], RegExp[]]>([
    ['whoever wrote', {}, 'kim@riders.example', [], []],
    ['with colleagues', { cc: ['lee@riders.example'] }, 'kim@riders.example', ['lee@riders.example'], []],
    ['a contact elsewhere', { to: ['agent@bureau.example'] }, 'kim@riders.example', ['agent@bureau.example'], []],
    [
      'without outsiders, who are named',
      { to: [...own, 'spy@rivals.example'], cc: ['lee@riders.example', 'kim@gmail.com'] },
      'kim@riders.example',
      ['lee@riders.example'],
      [/^Not answered, .*: spy@rivals\.example, kim@gmail\.com\.$/],
    ],
    ['never ourselves, nor the writer twice', { cc: ['kim@riders.example', ...own] }, 'kim@riders.example', [], []],
    [
      'where answers are asked to go, when that is theirs',
      { replyTo: ['orders@riders.example'], cc: ['orders@riders.example'] },
      'orders@riders.example',
      [],
      [/goes to orders@riders\.example/],
    ],
    [
      'not where a stranger would have it',
      { replyTo: ['kim@riders-pay.example'] },
      'kim@riders.example',
      [],
      [/asks for answers to kim@riders-pay\.example/],
    ],
    ['not us, who are asked for', { replyTo: own }, 'kim@riders.example', [], []],
    [
      'not who sent it for them',
      { sender: 'office@service.example' },
      'kim@riders.example',
      [],
      [/office@service\.example sent the mail on behalf of kim@riders\.example/],
    ],
  ])('%s', (_, named, to, cc, warnings) => {
    const found = recipientsOf(mail(named), own, belongs);
    expect(found).toMatchObject({ to, cc });
    expect(found.warnings).toEqual(warnings.map((one) => expect.stringMatching(one)));
  });

  test('of a list written out a few', () => {
    const many = Array.from({ length: 900 }, (_, n) => `n${n}@riders.example`);
    const found = recipientsOf(mail({ cc: many }), own, belongs);
    expect(found.cc).toHaveLength(20);
    expect(found.warnings.join('')).toMatch(/and 875 more\.$/);
    expect(found.warnings.join('').length).toBeLessThan(400);
  });
});

describe('the id of an inquiry that begins out of another', () => {
  const parent = '01JD8ZK3M4N5P6Q7R8S9T0V1W2';
  const at = '2026-11-22T10:00:00.000Z';
  test('is a ULID of its time, the same each time, another for another step, parent or time', () => {
    const ids = [
      successorId(parent, 7, at),
      successorId(parent, 8, at),
      successorId(`${parent.slice(0, -1)}Z`, 7, at),
      successorId(parent, 7, '2026-11-22T10:00:00.001Z'),
      successorId('01JD8ZK3M4ZZZZZZZZZZZZZZZZ', 7, at),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(successorId(parent, 7, at)).toBe(ids[0]);
    expect(ids[0]!.slice(10)).toBe('N5P6Q7R8S9T0V1W9');
    expect(ids[0]! < ids[3]!).toBe(true);
  });
});
