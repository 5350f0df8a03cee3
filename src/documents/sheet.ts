/** A quote or an order as the page that is printed. */
import type { SalesDocument } from '../domain/sales.ts';
import type { Company } from '../domain/settings.ts';
import { addressLines } from './address.ts';
import { catalogueOf, fill, type Texts } from './catalogue.ts';
import { columnStyle } from './columns.ts';
import { fontFaces } from './fonts.ts';
import type { Ladder } from './contract.ts';
import { printedLadders } from './ladders.ts';
import { hasDiscounts, printedLines } from './lines.ts';
import { type Locale, localeOf } from './locale.ts';
import { pageStyle } from './page-style.ts';
import { ours, template, templateText } from './templates.ts';
import { taxSentences, totalRows } from './totals.ts';

const render = template('sheet.hbs');
const styleSheet = templateText('sheet.css');

/** Complete HTML of one document: no script, nothing from outside, its fonts within. */
export function sheet(document: SalesDocument, company: Company, ladders: readonly Ladder[] = []): string {
  const catalogue = catalogueOf(document.language, company);
  const { texts, language } = catalogue;
  const locale = localeOf(catalogue, {
    country: document.account.address.country ?? company.address.country,
    currency: document.currency,
    timeZone: company.timeZone,
  });
  const heading = document.kind === 'quote' ? texts.sheet.quote : texts.sheet.order;
  const title = `${heading} ${document.number}`;
  const own = addressLines(company.address, company.address, locale);
  const lines = printedLines(document.lines, texts, locale);
  const data = {
    language,
    title,
    heading,
    number: document.number,
    texts: texts.sheet,
    logo: logoOf(company),
    company: {
      name: company.name,
      lines: [
        ...own,
        company.phone,
        company.mailbox,
        company.website,
        labelled(texts.sheet.vatId, company.vatId),
      ].filter(Boolean),
      sender: [company.name, ...own].join(' · '),
    },
    recipient: recipient(document, company, locale),
    facts: facts(document, texts, locale),
    intro: document.kind === 'quote' ? texts.sheet.introQuote : texts.sheet.introOrder,
    shipTo: document.shipTo && addressLines(document.shipTo, company.address, locale),
    amountsIn: fill(texts.sheet.amountsIn, { currency: document.currency }),
    discounts: hasDiscounts(document),
    columns: hasDiscounts(document) ? '8' : '7',
    // The totals never stand apart from each other or alone on a page: the last line's body has them, and does not break.
    bodies: [
      { lines: lines.slice(0, -1), totals: null },
      { lines: lines.slice(-1), totals: totalRows(document, texts, locale) },
    ],
    ladders: printedLadders(document, ladders, texts, locale),
    notes: [...taxSentences(document, texts), ...terms(document, texts, locale)],
  };
  const page = pageStyle({ company, texts, running: `${title}  ·  ${company.name}` });
  const columns = columnStyle({ ...texts.sheet, total: texts.sheet.lineTotal }, lines);
  const fonts = fontFaces(JSON.stringify([data, company.legal]));
  return render({ ...data, style: ours(`${fonts}\n${page}\n${styleSheet}\n${columns}`) });
}

function recipient({ account, contact }: SalesDocument, company: Company, locale: Locale): string[] {
  const lines = addressLines({ ...account.address, name: undefined }, company.address, locale);
  const names = [account.name, account.address.name, contact?.name].filter((name) => name !== undefined && name !== '');
  return [...new Set([...(names as string[]), ...lines])];
}

function facts(document: SalesDocument, { sheet: words }: Texts, locale: Locale) {
  const { kind, quote, revision } = document;
  const rows: [label: string, value: string | null][] = [
    [kind === 'quote' ? words.quoteNumber : words.orderNumber, document.number],
    [words.revision, revision > 1 ? String(revision) : null],
    // A first revision is dated by its making: what happens to its status later does not date it anew.
    [words.date, locale.dayOf(revision > 1 ? document.updatedAt : document.createdAt)],
    [words.validUntil, document.validUntil && locale.day(document.validUntil)],
    [words.fromQuote, quote && (quote.revision > 1 ? `${quote.number} / ${quote.revision}` : quote.number)],
    [words.reference, document.reference],
    [words.requestedDate, document.requestedDate && locale.day(document.requestedDate)],
    [words.customer, document.account.number],
    [words.yourVatId, document.account.vatId],
  ];
  return rows.filter(([, value]) => value).map(([label, value]) => ({ label, value }));
}

function terms({ kind, validUntil }: SalesDocument, { terms: words }: Texts, locale: Locale): string[] {
  if (kind === 'order') return [words.orderCheck];
  return [...(validUntil ? [fill(words.validity, { date: locale.day(validUntil) })] : []), words.notAnOrder];
}

/** Settings are data too: only a picture that brings itself along is taken. */
const logoOf = ({ logo }: Company): string | null =>
  logo && /^data:image\/(svg\+xml|png|jpeg|webp)[;,]/i.test(logo) ? logo : null;

const labelled = (label: string, value: string | undefined): string | null => (value ? `${label} ${value}` : null);
