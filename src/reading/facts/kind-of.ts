/** What a mail is: headers decide first, then its words, in the light of what it answers. */
import type { Kind, Read } from '../../domain/reading.ts';
import type { Language } from '../languages/index.ts';
import { language as knownLanguage } from '../languages/index.ts';
import { fold } from '../words.ts';

export interface Clues {
  automatic: Kind | null;
  automaticReason: string | null;
  /** It chooses among the options that we asked about: that is all it says, or there is more in it. Null: it does not. */
  answer: 'all' | 'more' | null;
  subject: string;
  /** Newly written text, forwarded originals included. */
  text: string;
  language: Language;
  /** It answers a quote of ours. */
  answersQuote: boolean;
  /** Lines with a quantity that were read in it. */
  lines: number;
  /** It says of a quoted line that something shall be otherwise. */
  changes: number;
  /** It takes the quantity that our quote counts, of several whose prices we named. */
  chosen?: boolean;
  /** It asks for the same as before. */
  again?: boolean;
  /** It names another delivery date or address. */
  terms: boolean;
  /** Tables or attached orders hold lines. */
  attached: boolean;
  /** It names a number of the customer's own: of a purchase order, mostly. */
  referenced: boolean;
}

const read = (value: Kind, confidence: number, reason: string): Read<Kind> => ({
  value,
  confidence,
  reason,
  evidence: [],
});

export function kindOf(clues: Clues): Read<Kind> {
  if (clues.automatic) return read(clues.automatic, 0.98, clues.automaticReason ?? 'its headers say so');
  if (clues.answer === 'all') return read('answer', 0.93, 'it answers what we asked');
  if (clues.answer === 'more') return read('answer', 0.45, 'it answers what we asked, and says more');
  const text = fold(clues.text);
  const all = fold(`${clues.subject}\n${clues.text}`);
  const each = clues.language.code === 'en' ? [clues.language] : [clues.language, knownLanguage('en')];
  const count = (name: Parameters<Language['cue']>[0], where = text): number =>
    new Set(
      each.flatMap((language) =>
        language
          .cue(name)
          .all(where)
          .map((cue) => cue.start),
      ),
    ).size;
  const asks = /[?？]/.test(clues.text);
  const spam = count('spam', all);
  const newsletter = count('newsletter', all);
  if (!clues.answersQuote && spam >= 2 && clues.lines === 0) return read('spam', 0.85, 'it reads like a fraud');
  if (!clues.answersQuote && spam >= 3) return read('spam', 0.8, 'it reads like a fraud');
  if (!clues.answersQuote && spam >= 1 && count('inquiry') === 0 && clues.lines === 0)
    return read('spam', 0.7, 'it reads like a fraud');
  if (newsletter > 0 && count('other', all) < 2 && clues.lines === 0 && !clues.answersQuote)
    return read('newsletter', 0.8, 'it can be unsubscribed from');
  const other = count('other', all);
  if (clues.answersQuote) {
    const rejection = count('rejection');
    const acceptance = count('acceptance');
    const condition = count('condition');
    if (count('anew', all) > 0 && clues.lines > 0) return read('inquiry', 0.85, 'a new request in an old thread');
    if (rejection > 0 && acceptance === 0) return read('rejection', 0.88, 'it declines our quote');
    if (acceptance > 0 && clues.changes === 0 && condition === 0)
      return read('acceptance', rejection > 0 ? 0.5 : 0.93, 'it accepts our quote');
    if (clues.attached && clues.changes === 0 && condition === 0 && !asks && rejection === 0)
      return clues.referenced
        ? read('acceptance', 0.75, 'an order is attached in answer to our quote')
        : read('acceptance', 0.45, 'a list of goods is attached in answer to our quote; it may be an order');
    if (clues.changes > 0) return read('change', 0.88, 'it alters lines of our quote');
    if (clues.chosen && acceptance === 0 && condition === 0 && !asks)
      return read('acceptance', 0.85, 'it takes the first of the quantities that were quoted');
    if (acceptance > 0 && asks && !clues.terms)
      return read('question', 0.55, 'it would accept, and asks for something first');
    if (acceptance > 0) return read('change', 0.45, 'it accepts on a condition: a person decides');
    if (other > 0 && !asks) return read('other', 0.6, 'it is not about the quote');
    if (clues.terms && !asks) return read('change', 0.8, 'it alters delivery');
    if (asks || count('question') > 0)
      return read(clues.terms && !asks ? 'change' : 'question', 0.85, 'it asks something about our quote');
    if (clues.lines > 0) return read('change', 0.6, 'it names goods in answer to our quote');
    return read('other', 0.5, 'it answers our quote without saying what is wanted');
  }
  const inquiry = count('inquiry', all);
  if (other >= 1 && !(clues.attached && inquiry > 1) && (clues.lines === 0 || other >= 2 || inquiry <= other))
    return read('other', Math.min(0.9, 0.6 + other * 0.1), 'it is not about buying from us');
  if (clues.again) return read('inquiry', 0.9, 'it asks for the same as before');
  if (count('rejection') > 0 && clues.lines === 0 && inquiry === 0)
    return read('rejection', 0.5, 'it declines something');
  if (clues.lines > 0) return read('inquiry', inquiry > 0 ? 0.95 : 0.85, 'it names goods and quantities');
  if (inquiry > 0) return read('inquiry', asks ? 0.8 : 0.7, 'it asks for a price or goods');
  if (asks) return read('question', 0.6, 'it asks something');
  return read('other', 0.5, 'nothing in it is about buying');
}
