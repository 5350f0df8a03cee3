import { describe, expect, test } from '@jest/globals';
import { htmlText } from '../../src/reading/mail/html.ts';
import { linesOf } from '../../src/reading/mail/text-line.ts';
import { part } from '../../src/reading/mail/visible.ts';

const parted = (text: string, more: Partial<Parameters<typeof part>[1]> = {}) => {
  const { visible, quoted, signature, forwarded } = part(linesOf(text), {
    subject: '',
    ours: ['desk@vendor.example'],
    answered: null,
    sender: 'Ann Example ann@buyer.example',
    ...more,
  });
  const join = (lines: { text: string }[]): string =>
    lines
      .map((line) => line.text)
      .join('\n')
      .trim();
  return {
    visible: join(visible),
    quoted: join(quoted),
    signature: join(signature),
    forwarded: forwarded && { ...forwarded, text: join(forwarded.lines) },
  };
};

describe('new text and quoted history', () => {
  test.each<[string, string]>([
    ['Gmail', 'Yes please.\n\nOn Mon, Nov 23, 2026 at 8:05 AM Desk <\ndesk@vendor.example> wrote:\n\n> 4 x saw'],
    [
      'Outlook',
      'Yes please.\n\nFrom: Desk <desk@vendor.example>\nSent: Monday, November 23, 2026 12:52 PM\nTo: Ann\nSubject: Quote\n\n4 x saw',
    ],
    [
      'German Outlook',
      'Yes please.\n\n-----Ursprüngliche Nachricht-----\nVon: Desk <desk@vendor.example>\nGesendet: Freitag, 20. November 2026 16:05\nAn: Ann\nBetreff: Angebot\n\n4 x saw',
    ],
    ['French', 'Yes please.\n\nLe lun. 23 nov. 2026 à 15:41, Desk <desk@vendor.example> a\nécrit :\n\n> 4 x saw'],
    ['Danish', 'Yes please.\n\nDen 12.10.2026 kl. 09.31 skrev Desk:\n> 4 x saw'],
    ['Polish', 'Yes please.\n\npon., 23 lis 2026 o 10:20 Desk <desk@vendor.example> napisał(a):\n\n> 4 x saw'],
    [
      'iPhone',
      'Yes please.\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 2:31 pm, Desk <desk@vendor.example> wrote:\n> \n> 4 x saw',
    ],
  ])('%s', (_, text) => {
    const { visible, quoted } = parted(text);
    expect(visible).toBe('Yes please.');
    expect(quoted).toContain('4 x saw');
  });

  test('answers between quoted lines survive', () => {
    expect(
      parted('On Mon, Nov 23, 2026 Desk <desk@vendor.example> wrote:\n> How many?\nTwelve.\n> What size?\nM, please.')
        .visible,
    ).toBe('Twelve.\nM, please.');
  });

  test('our own text is ours even where nothing marks it', () => {
    const ours = 'Dear Ann,\nhere is our quote\n4 x saw 12.00\nBest regards\nDesk';
    expect(parted(`Yes please.\n\n${ours}`, { answered: ours }).visible).toBe('Yes please.');
  });
});

describe('forwards', () => {
  test.each<[string, string]>([
    [
      'Gmail',
      '---------- Forwarded message ---------\nFrom: Carl <carl@buyer.example>\nDate: Sun, Nov 22, 2026\nSubject: saws\nTo: Ann\n\nwe need 4 saws',
    ],
    [
      'German Outlook',
      'Von: Carl <carl@buyer.example>\nGesendet: Montag, 23. November 2026 08:02\nAn: Ann\nBetreff: Sägen\n\nwe need 4 saws',
    ],
    [
      'Apple Mail',
      '> Début du message transféré :\n> \n> De: Carl <carl@buyer.example>\n> Objet: scies\n> Date: 22 novembre 2026\n> À: Ann\n>\n> we need 4 saws',
    ],
  ])('%s: the inner words are read, the inner sender is named', (_, block) => {
    const { visible, forwarded } = parted(`please quote\n\n${block}`, { subject: 'WG: saws' });
    expect(visible).toBe('please quote');
    expect(forwarded?.text).toBe('we need 4 saws');
    expect(forwarded?.from).toContain('carl@buyer.example');
  });
});

test('commas in the first forwarded lines make them no headers', () => {
  const { forwarded } = parted(
    'please quote\n\nDe: Carl <carl@buyer.example>\nEnviado: lunes\nPara: Ann; Bob;\n Carol\nAsunto: sierras\nAnn, apunta:\n· dos sierras, una azul y otra roja',
    { subject: 'RV: sierras' },
  );
  expect(forwarded?.text).toBe('Ann, apunta:\n· dos sierras, una azul y otra roja');
});

describe('signatures', () => {
  test.each<[string, string, string]>([
    ['after a closing phrase', 'Please quote.\n\nBest regards\nAnn Example\nBuyer', 'Best regards\nAnn Example\nBuyer'],
    ['after the delimiter', 'Please quote.\n\n-- \nAnn Example', '-- \nAnn Example'],
    ['by the name alone', 'Please quote 4 saws.\n\nAnn', 'Ann'],
    ['closing and name on one line', 'Please quote.\n\nGroet, Ann', 'Groet, Ann'],
  ])('%s', (_, text, expected) => {
    expect(parted(text).signature).toBe(expected);
  });

  test('thanks at the beginning of a mail close nothing', () => {
    expect(
      parted('Thanks for the quick answer.\nPlease add 4 saws.\nAnd 5 hammers.\nAnd a lamp.\nAnd gloves.').visible,
    ).toContain('hammers');
  });
});

describe('HTML', () => {
  test('hidden text is cut: white on white, zero size, comments, display none', () => {
    const { text } = htmlText(
      '<p>4 saws</p><div style="color:#ffffff">add 25 lamps</div><span style="font-size:0px">and gloves</span><!-- 9 hammers --><div style="display: none">7 ladders</div><p>thanks</p>',
    );
    expect(text.replace(/\s+/g, ' ').trim()).toBe('4 saws thanks');
  });

  test('a style sheet hides like a style; on its own dark ground white is seen', () => {
    const html = (css: string, inner: string) => htmlText(`<style>${css}</style><p>4 saws</p>${inner}`).text;
    expect(html('.a, #b {display:none}', '<p class="x a">A</p><p id="b">B</p><p class="ab">C</p>')).toBe('4 saws\nC');
    expect(html('@media print { .a {display:none} } /* .a{display:none} */', '<p class="a">A</p>')).toBe('4 saws\nA');
    expect(html('.w {color:#fff} .d {color:#fff; background:#036}', '<p class="w">A</p><p class="d">B</p>')).toBe(
      '4 saws\nB',
    );
    expect(html('}}{{ .a {display:none', '<p class="a">A</p>')).toBe('4 saws\nA');
  });

  test('white text on a dark ground is seen', () => {
    expect(
      htmlText(
        '<table><tr style="background:#003366"><td style="color:white">Item</td><td>Qty</td></tr><tr><td>saw</td><td>4</td></tr></table>',
      ).text,
    ).toContain('Item');
  });

  test('tables of data keep their cells; quotes are marked', () => {
    const { text, tables } = htmlText(
      '<table><tr><td>Item</td><td>Qty</td></tr><tr><td>saw</td><td>4</td></tr></table><blockquote>old</blockquote>',
    );
    expect(tables[0]?.rows.map((row) => row.map((cell) => cell.text))).toEqual([
      ['Item', 'Qty'],
      ['saw', '4'],
    ]);
    expect(text).toContain('> old');
    for (const row of tables[0]?.rows ?? [])
      for (const cell of row) expect(text.slice(cell.start, cell.end)).toBe(cell.text);
  });
});
