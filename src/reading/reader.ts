/** Reads one mail: what it is, what it asks for, when, where to, and who asks. The story of reading, told in order. */
import type { Read, Reading, ReadingContext } from '../domain/reading.ts';
import { readAttachments } from './attachments/index.ts';
import { dates } from './facts/dates.ts';
import { kindOf } from './facts/kind-of.ts';
import { languageOf } from './facts/language-of.ts';
import { reference, referenceCode } from './facts/reference.ts';
import { requestedDate } from './facts/requested-date.ts';
import { returns } from './facts/returns.ts';
import { shipTo } from './facts/ship-to.ts';
import { signature } from './facts/signature.ts';
import { withdrawn } from './facts/withdrawn.ts';
import type { CatalogueIndex } from './items/catalogue-index.ts';
import { exactNumbers } from './items/item-numbers.ts';
import { language as knownLanguage } from './languages/index.ts';
import { changes } from './lines/changes.ts';
import { chosenOptions, nothingChosen } from './lines/chosen-options.ts';
import type { Reader } from './lines/meaning.ts';
import { orderedLines } from './lines/ordered.ts';
import type { Page, Stretch } from './lines/page.ts';
import { inOrder, plausible } from './lines/plausible.ts';
import { proseLines } from './lines/prose.ts';
import { otherwise, sameAgain } from './lines/same-again.ts';
import { stretches } from './lines/stretches.ts';
import { tableLines, type PageTable } from './lines/table-lines.ts';
import { chosenTiers } from './lines/tier-choice.ts';
import type { Wanted } from './lines/wanted.ts';
import { bodyOf } from './mail/body.ts';
import { deliveryOf } from './mail/delivery.ts';
import type { Message } from './mail/mime.ts';
import { linesOf } from './mail/text-line.ts';
import { passagesOf, type Passage } from './model/passages.ts';
import { readLine } from './sureness.ts';
import { decimalSign } from './numbers.ts';
import { fold, tokenize } from './words.ts';

const maxLines = 2000;
const spoken = new Set(['inquiry', 'change']);

export const readMessage = async (...given: Parameters<typeof readWithPassages>): Promise<Reading> =>
  (await readWithPassages(...given)).reading;

/** The reading, and the passages that were read for it. */
export async function readWithPassages(
  id: string,
  message: Message,
  context: ReadingContext,
  index: CatalogueIndex,
): Promise<{ reading: Reading; passages: Passage[] }> {
  const { mail } = message;
  const body = bodyOf(id, message, context);
  const written = [body.visible, ...body.forwarded.map((one) => one.visible)]
    .map((lines) => lines.map((line) => line.text).join('\n'))
    .join('\n');
  const subject = mail.subject.replace(/^(?:(?:re|aw|sv|fwd?|wg|tr|fw|vs|antw|rif|odp|res|ref|enc|rv)\s?:\s*)+/i, '');
  const spokenIn = languageOf(
    `${body.visible.map((line) => line.text).join('\n').length > 60 ? '' : `${subject}\n`}${body.visible.map((line) => line.text).join('\n')}`,
    context.language,
  );
  const language = { ...knownLanguage(spokenIn.value), decimal: decimalSign(written) };
  const day = message.day;
  const reader: Reader = { language, vocabulary: index.vocabulary(language.code), index, day, context };
  const automatic = mail.automatic;

  const attached = automatic
    ? { pages: [], tables: [], notes: [], unread: [] }
    : await readAttachments(id, mail.attachments, language.knowledge.thousands === ',' ? ',' : ';');
  const list: Stretch[] = body.texts.flatMap(({ page, lines, unwrapped }) =>
    stretches(page, lines, language, unwrapped),
  );
  const subjectPage: Page = { mail: id, part: 'subject', text: mail.subject };
  const subjectStretch = stretches(
    subjectPage,
    linesOf(mail.subject).map((line) => ({ ...line, start: mail.subject.length - subject.length, text: subject })),
    language,
    true,
  ).map((stretch) => ({ ...stretch, listed: true }));
  const attachedStretches = attached.pages.flatMap((page) => stretches(page, linesOf(page.text), language, true));

  const regions = [
    ...body.texts.map(({ page, lines }) => ({
      page,
      start: lines[0]?.start ?? 0,
      end: lines[lines.length - 1]?.end ?? 0,
    })),
    ...attached.pages.map((page) => ({ page, start: 0, end: page.text.length })),
  ];
  const destination = automatic ? null : shipTo(regions, language, context.country);
  const isItem = (page: Page, start: number, end: number): boolean =>
    exactNumbers(tokenize(page.text, start, end), index.numbers).length > 0;
  const answersQuote = context.quoted !== null || body.quotedQuote;
  const again =
    automatic || answersQuote
      ? null
      : sameAgain([...list, ...subjectStretch], language.code === 'en' ? [language] : [language, knownLanguage('en')]);
  const isAgain = (page: Page, start: number): boolean =>
    again !== null && again.span.part === page.part && start >= again.span.start && start < again.span.end;
  const referenced = automatic
    ? null
    : reference(
        [...regions, { page: subjectPage, start: 0, end: mail.subject.length }],
        language,
        (page, start, end) =>
          isItem(page, start, end) ||
          isAgain(page, start) ||
          (destination !== null && destination.page === page && start >= destination.start && start < destination.end),
      );
  const codeOf = (page: Page): Read<string> | null => referenceCode(page, (start, end) => isItem(page, start, end));
  const named = automatic
    ? null
    : (referenced ??
      codeOf(subjectPage) ??
      mail.attachments
        .map((one) => codeOf({ mail: id, part: `${one.part}#name`, text: one.name }))
        .find((one) => one !== null) ??
      null);

  const blocked = (stretch: Stretch): { start: number; end: number }[] => {
    const text = stretch.page.text.slice(stretch.start, stretch.end);
    const spans = dates(text, language, day, context.country).map((date) => ({
      start: stretch.start + date.start,
      end: stretch.start + date.end,
    }));
    if (destination && destination.page === stretch.page)
      spans.push({ start: destination.start, end: destination.end });
    if (again && again.span.part === stretch.page.part) spans.push(again.span);
    // The reference may be said again: in the subject, then in the text.
    if (named)
      for (let at = text.indexOf(named.value); at >= 0; at = text.indexOf(named.value, at + named.value.length))
        spans.push({ start: stretch.start + at, end: stretch.start + at + named.value.length });
    for (const match of text.matchAll(
      /(?:[€$£]|\b(?:EUR|USD|GBP|CHF|CAD)\b)\s?\d[\d.,\s\u00a0]{0,15}\d?|\d[\d.,\u00a0]{0,15}\s?(?:[€$£%]|\b(?:EUR|USD|GBP|CHF|CAD|SEK|DKK|PLN|zł|kr)\b)|[^\s@<>]{1,64}@[^\s@<>]{1,190}|https?:\/\/\S{1,500}|\bwww\.\S{1,300}/gi,
    ))
      spans.push({ start: stretch.start + match.index, end: stretch.start + match.index + match[0].length });
    return spans;
  };
  const inquiryCue = language.cue('inquiry');
  const asked = (stretch: Stretch): boolean => {
    const text = stretch.page.text.slice(stretch.start, stretch.end);
    return stretch.page.part !== 'subject' && (text.includes('?') || inquiryCue.test(fold(text)));
  };

  const tables = [...body.tables, ...attached.tables];
  const fromTables = automatic
    ? []
    : tables
        .map((table) => ({ table, lines: tableLines(table, reader) }))
        .filter((one): one is { table: PageTable; lines: Wanted[] } => one.lines !== null && one.lines.length > 0);
  const useful = fromTables.filter(({ lines }) => lines.some((line) => line.search.status !== 'unknown'));
  const inTable = (stretch: Stretch): boolean =>
    body.tables.some(
      (table) =>
        table.page === stretch.page &&
        useful.some((one) => one.table === table) &&
        stretch.start >= (table.rows[0]?.[0]?.start ?? 0) &&
        stretch.start <= (table.rows[table.rows.length - 1]?.at(-1)?.end ?? 0),
    );
  const prose = automatic
    ? []
    : proseLines([...subjectStretch, ...list.filter((stretch) => !inTable(stretch))], reader, { blocked, asked });
  const sheetProse =
    automatic || (attached.tables.length > 0 && useful.some(({ table }) => attached.tables.includes(table)))
      ? []
      : proseLines(attachedStretches, reader, { blocked, asked: () => false }).filter(
          (line) => line.search.status !== 'unknown',
        );
  const taken = withdrawn(list, language);
  let wanted = inOrder(plausible(prose), useful, body)
    .concat(sheetProse)
    .filter(({ position }) => position === undefined || !taken.has(position))
    .slice(0, maxLines);

  const tiers = chosenTiers(list, context.quoted ?? [], reader, blocked);
  const changed = answersQuote
    ? [...changes(list, reader, { blocked, quoted: context.quoted ?? body.quotedLines(index) }), ...tiers.changes]
    : [];
  if (again && context.before) wanted = otherwise(list, again, context.before, reader, { blocked });
  const requested = automatic ? null : requestedDate([...list, ...attachedStretches], language, day, context.country);
  const chosen = automatic || !context.asked ? nothingChosen : chosenOptions(list, reader, context.asked, blocked);
  const kind = kindOf({
    answer: chosen.answers.length === 0 ? null : chosen.rest ? 'more' : 'all',
    automatic,
    automaticReason: mail.automaticReason,
    subject,
    text: written,
    language,
    answersQuote,
    lines: wanted.filter(
      (line) => line.search.status !== 'unknown' && (line.quantity !== null || line.search.explained > 0.8),
    ).length,
    changes: changed.length,
    chosen: tiers.asQuoted,
    again: again !== null,
    terms: requested !== null || destination !== null,
    attached: useful.some(({ table }) => attached.tables.includes(table)),
    referenced: referenced !== null,
  });
  if (kind.value === 'change') wanted = changed;
  const lines = spoken.has(kind.value)
    ? wanted.map((line, i) => readLine(line, `l${i + 1}`, index, context.sureLine))
    : [];
  const ordered =
    kind.value === 'acceptance' ? orderedLines(wanted, language.knowledge.thousands, index, context.sureLine) : [];
  const wants = spoken.has(kind.value) || kind.value === 'acceptance';
  const delivery = deliveryOf(mail, message.report);
  const reading: Reading = {
    reader: 'rules',
    kind,
    language: spokenIn,
    visibleText: body.visible
      .map((line) => line.text)
      .join('\n')
      .trim(),
    lines,
    ...(ordered.length > 0 ? { ordered } : {}),
    requestedDate: wants ? requested : null,
    shipTo: wants ? (destination?.read ?? null) : null,
    reference: wants ? named : null,
    signature:
      kind.value === 'bounce' || kind.value === 'newsletter' || kind.value === 'spam'
        ? null
        : body.signature.length > 0
          ? signature(body.page, body.signature, mail.from)
          : null,
    ...(chosen.answers.length > 0 ? { answers: chosen.answers } : {}),
    ...(attached.unread.length > 0 ? { unread: attached.unread } : {}),
    ...(language.cue('attached').test(fold(written)) ? { speaksOfAttachment: true } : {}),
    ...(again && kind.value === 'inquiry' ? { sameAs: again.read } : {}),
    ...(automatic === 'auto-reply' ? { returns: returns(written, language, day, context.country) } : {}),
    ...(delivery ? { delivery } : {}),
    notes: [...message.notes, ...body.notes, ...attached.notes],
  };
  return { reading, passages: passagesOf(subjectPage, body, attached) };
}
