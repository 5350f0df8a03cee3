/**
 * What a person wrote into a mail against the document it goes with: amounts, quantities, days, numbers. What we wrote
 * ourselves and nobody touched is not looked at. Warns and changes nothing: the person may mean it.
 */
import { convert } from 'html-to-text';
import { compare } from '../domain/money.ts';
import type { SalesDocument } from '../domain/sales.ts';
import { catalogueOf, unitName } from './catalogue.ts';
import type { StatementCheck, Wording } from './contract.ts';
import { localeOf } from './locale.ts';
import { numberReadings } from './number-readings.ts';
import { daysIn } from './written-days.ts';

const mostWarnings = 8;

/** In English, one sentence each. Empty: nothing contradicts. */
export function statementWarnings({ now, ours, document, language, company }: StatementCheck): string[] {
  const known = new Set(linesOf(ours));
  const catalogue = catalogueOf(language, company);
  const { country } = document.account.address;
  const { tag } = localeOf(catalogue, { country, currency: document.currency, timeZone: company.timeZone });
  const units = document.lines.flatMap(({ unit }) => [unit, unitName(unit, catalogue.texts)]);
  const facts = factsOf(document);
  const found = linesOf(now)
    .filter((line) => !known.has(line))
    .flatMap((line) => contradictions(line, { document, facts, tag, units }));
  return [...new Set(found)].slice(0, mostWarnings);
}

/** A table's row is one line; white space does not count. */
const linesOf = ({ subject, html }: Wording): string[] => {
  const rows = html.replace(/<\/t[dh]>/gi, ' | </td>');
  const selectors = [
    ...['table', 'tr'].map((selector) => ({
      selector,
      format: 'block',
      options: { leadingLineBreaks: 1, trailingLineBreaks: 1 },
    })),
    ...['td', 'th'].map((selector) => ({ selector, format: 'inline' })),
    { selector: 'a', options: { ignoreHref: true } },
  ];
  const text = convert(rows, { wordwrap: false, selectors });
  return [subject, ...text.split('\n')].map((line) => line.replace(/[\s\u00a0\u202f]+/g, ' ').trim()).filter(Boolean);
};

interface Facts {
  amounts: string[];
  percents: string[];
  quantities: string[];
  days: string[];
}

const factsOf = (document: SalesDocument): Facts => ({
  amounts: [
    ...document.lines.flatMap(({ unitPrice, total }) => [unitPrice, total]),
    ...document.taxes.flatMap(({ base, amount }) => [base, amount]),
    ...[document.subtotal, document.discount, document.total],
  ],
  percents: [
    document.discountPercent,
    ...document.lines.map((line) => line.discountPercent),
    ...document.taxes.map(({ percent }) => percent),
  ],
  quantities: document.lines.map(({ quantity }) => quantity),
  days: [document.validUntil, document.requestedDate, document.createdAt, document.updatedAt].flatMap(
    (day) => day?.slice(0, 10) ?? [],
  ),
});

const number = String.raw`\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,'’]\d+)*`;
const currencies = new Set(Intl.supportedValuesOf('currency'));
const sign = `[€$£¥]|zł|kr\\.?|(?:${[...currencies].join('|')})(?![\\p{L}\\p{N}-])`;
const money = new RegExp(`(?<![\\p{L}\\p{N}])(${sign})\\s?(${number})|(${number})\\s?(${sign})`, 'gu');
const percent = new RegExp(`(${number})\\s?%`, 'gu');
const pieces =
  'pcs?|pieces?|units?|pi[eè]ces?|unit[eé]s?|St[uü]ck|Stk|stuks?|st|szt|sztuk[ai]?|unidad(?:es)?|uds?|unit[aà]|pezzi|pz|pe[cç]as?|unidades?|stycken|styk|stk';

interface Ground {
  document: SalesDocument;
  facts: Facts;
  tag: string;
  units: string[];
}

function contradictions(line: string, { document, facts, tag, units }: Ground): string[] {
  const what = `${document.kind} ${document.number}`;
  const agrees = (written: string, with_: readonly string[]) =>
    numberReadings(written, tag).some((value) => with_.some((known) => compare(known.replace(/^-/, ''), value) === 0));
  let rest = line;
  /** Takes what fits out of the line, so that nothing is read twice. */
  const take = (pattern: RegExp, warn: (match: RegExpMatchArray) => string | null): string[] => {
    const found = [...rest.matchAll(pattern)];
    for (const [text] of found) rest = rest.replace(text, ' ; ');
    return found.flatMap((match) => warn(match) ?? []);
  };
  const numbers = take(shapeOf(document.number), ([other]) =>
    [document.number, document.quote?.number].includes(other) ? null : `The mail names ${other}; it goes with ${what}.`,
  );
  const revisions = take(/\br[eé]v(?:ision[ei]?|isión|isão|isie)?\.?\s+(\d{1,3})\b/giu, ([, revision]) =>
    Number(revision) === document.revision
      ? null
      : `The mail says revision ${revision}; ${what} is at revision ${document.revision}.`,
  );
  const days = daysIn(line, tag).flatMap(({ text, readings }) => {
    rest = rest.replace(text, ' ; ');
    const known = readings.some((day) => facts.days.includes(day));
    return known
      ? []
      : [
          `The mail says ${text}, which is no day of ${what}${document.validUntil ? `, valid until ${document.validUntil}` : ''}.`,
        ];
  });
  const amounts = take(money, ([text, before, first, second, after]) => {
    const written = (first ?? second)!;
    const currency = /^[A-Z]{3}$/.exec(before ?? after ?? '')?.[0];
    if (currency && currency !== document.currency)
      return `The mail says “${text.trim()}”; ${what} is in ${document.currency}.`;
    return agrees(written, facts.amounts)
      ? null
      : `The mail says “${text.trim()}”, which is no amount of ${what}; its total is ${document.total} ${document.currency}.`;
  });
  const percents = take(percent, ([text, written]) =>
    agrees(written!, facts.percents) ? null : `The mail says “${text}”, which is no discount and no tax of ${what}.`,
  );
  return [
    ...numbers,
    ...revisions,
    ...days,
    ...amounts,
    ...percents,
    ...quantitiesIn(rest, { document, facts, units, agrees }),
  ];
}

/** Beside a unit, or in a line that names an item. */
function quantitiesIn(
  rest: string,
  {
    document,
    facts,
    units,
    agrees,
  }: Pick<Ground, 'document' | 'facts' | 'units'> & { agrees: (written: string, known: readonly string[]) => boolean },
): string[] {
  const what = `${document.kind} ${document.number}`;
  const named = document.lines.filter(({ item, description }) => rest.includes(item) || rest.includes(description));
  const [line] = named;
  if (line && named.every(({ item }) => item === line.item)) {
    const bare = named.reduce(
      (text, { item, description }) => text.replaceAll(item, ' ').replaceAll(description, ' '),
      rest,
    );
    const own: string[] = `${line.item} ${line.description}`.match(/\d+(?:[.,]\d+)?/g) ?? [];
    const figures = named.flatMap(({ quantity, unitPrice, total }) => [quantity, unitPrice, total]);
    const wrong = [...bare.matchAll(new RegExp(`(?<![\\p{L}\\p{N}.-])(?:${number})(?![\\p{L}\\p{N}])`, 'gu'))].filter(
      ([written]) => !own.includes(written) && !agrees(written, figures),
    );
    return wrong.map(
      ([written]) =>
        `The mail says ${written} of ${line.item}; ${what} has ${named.map(({ quantity }) => quantity).join(' and ')}.`,
    );
  }
  const words = [...new Set(units)].map((unit) => unit.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const beside = new RegExp(
    `(?<![\\p{L}\\p{N}])(${number})\\s?(?:${[...words, pieces].join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return [...rest.matchAll(beside)].flatMap(([text, written]) =>
    agrees(written!, facts.quantities) ? [] : [`The mail says “${text}”, which is no quantity of ${what}.`],
  );
}

/** Numbers made like ours. */
const shapeOf = (own: string): RegExp => {
  const shape = own.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\d+/g, '\\d+');
  return new RegExp(/\d/.test(own) && /\D/.test(own) ? `(?<![\\p{L}\\p{N}-])${shape}(?![\\p{L}\\p{N}])` : '(?!)', 'gu');
};
