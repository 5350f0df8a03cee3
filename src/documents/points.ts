/** Open points in the customer's words: what is asked, and the lettered options with price and stock. */
import { minus } from '../domain/money.ts';
import type { AskedOption, AskedPoint } from '../domain/questions.ts';
import { fill, type Texts, unitName } from './catalogue.ts';
import type { Locale } from './locale.ts';

export interface LetterPoint {
  /** "1. " where there are several. */
  number: string;
  sentence: string;
  /** "A) Hammer (HAMMER): 12.50 EUR each (pc.), in stock". The letter and its bracket are what an edit is checked by. */
  options: string[];
  after: string[];
}

export const letterPoints = (points: readonly AskedPoint[], texts: Texts, locale: Locale): LetterPoint[] =>
  points.map((point, at) => ({
    number: points.length > 1 ? `${at + 1}. ` : '',
    sentence: sentence(point, texts, locale),
    options: point.options.map((option) => `${option.letter}) ${optionWords(option, texts, locale)}`),
    after: [
      ...(point.asksQuantity && point.options.length > 0 ? [texts.mail.askAlsoQuantity] : []),
      ...(point.more ? [texts.mail.askMore] : []),
    ],
  }));

function sentence(
  { reason, words, description, quantity, unit, options, asksQuantity }: AskedPoint,
  texts: Texts,
  locale: Locale,
): string {
  const { mail } = texts;
  const values = {
    words,
    description: description ?? '',
    quantity: quantity === null ? '' : locale.quantity(quantity),
    unit: unit === null ? '' : unitName(unit, texts),
  };
  const hasOptions = options.length > 0;
  switch (reason) {
    case 'shortage':
      return fill(mail.offerShort, values);
    case 'attachment-unreadable':
      return fill(mail.askAttachment, values);
    case 'delivery-address-unclear':
      return fill(mail.askAddress, values);
    case 'item-discontinued':
      return fill(hasOptions ? mail.askDiscontinued : mail.askDiscontinuedFree, values);
    default:
      if (!hasOptions) return fill(asksQuantity && description ? mail.askQuantity : mail.askItemFree, values);
      return fill(options.length === 1 ? mail.askSure : mail.askItem, values);
  }
}

function optionWords(option: AskedOption, texts: Texts, locale: Locale): string {
  const { mail } = texts;
  const { kind, quantity, now, on, item, description } = option;
  const values = {
    quantity: quantity === null ? '' : locale.quantity(quantity),
    now: locale.quantity(now ?? quantity ?? '0'),
    rest: quantity !== null && now !== null ? locale.quantity(minus(quantity, now)) : '',
    date: on === null ? '' : locale.day(on),
  };
  if (kind === 'leave-out') return mail.optionLeaveOut;
  const what = {
    item: `${description} (${item})`,
    split: fill(mail.optionSplit, values),
    later: fill(mail.optionLater, values),
    part: fill(mail.optionPart, values),
  }[kind];
  const rest = [priceWords(option, texts, locale), kind === 'item' ? stockWords(option, mail, locale) : ''];
  const more = rest.filter(Boolean).join(', ');
  return more ? `${what}: ${more}` : what;
}

function priceWords({ unitPrice, total, currency, unit }: AskedOption, texts: Texts, locale: Locale): string {
  if (unitPrice === null || currency === null) return '';
  const each = fill(texts.mail.priceEach, {
    price: `${locale.price(unitPrice)} ${currency}`,
    unit: unitName(unit, texts),
  });
  return total === null ? each : `${each}, ${fill(texts.mail.priceTotal, { total: locale.money(total) })}`;
}

function stockWords({ stock, on }: AskedOption, mail: Texts['mail'], locale: Locale): string {
  if (stock === null) return '';
  if (stock === 'later' && on !== null) return fill(mail.stockLater, { date: locale.day(on) });
  return { available: mail.stockAvailable, limited: mail.stockLimited, later: mail.stockOut, out: mail.stockOut }[
    stock
  ];
}

/** How to answer: by letter, by number and letter, or in words. */
export function howToAnswer(points: readonly AskedPoint[], { mail }: Texts): string {
  const lettered = points.map(({ options }) => options.length > 0);
  if (!lettered.includes(true)) return mail.answerFree;
  const last = (point: AskedPoint): string => point.options[Math.min(1, point.options.length - 1)]!.letter;
  if (points.length === 1) return fill(mail.answerLetter, { example: last(points[0]!) });
  const example = points
    .flatMap((point, at) => (point.options.length > 0 ? [`${at + 1}${last(point)}`] : []))
    .slice(0, 3)
    .join(', ');
  return fill(mail.answerLetters, { example });
}
