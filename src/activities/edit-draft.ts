import { convert } from 'html-to-text';
import addressParser from 'nodemailer/lib/addressparser';
import sanitizeHtml from 'sanitize-html';
import { Failure } from '../domain/failures.ts';
import { overtaken } from '../domain/overtaken.ts';
import type { EditApplied } from '../domain/progress.ts';
import { stillAsked } from '../domain/questions.ts';
import type { ApplyEdit } from './apply-edit.ts';
import type { KeptDraft } from '../store/contract.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { wishedDay } from './wished-day.ts';

/** How text looks, not where it stands: nothing that loads, covers the reviewer's page or hides words. */
const styles = [
  ...['color', 'background', 'background-color', 'font', 'font-family', 'font-size', 'font-style', 'font-weight'],
  ...['line-height', 'text-align', 'text-decoration', 'text-indent', 'vertical-align', 'white-space', 'width'],
  ...['', '-top', '-right', '-bottom', '-left'].flatMap((side) => [`margin${side}`, `padding${side}`, `border${side}`]),
  ...['border-collapse', 'border-spacing', 'border-color', 'border-style', 'border-width', 'list-style-type'],
];
const plainValues = [/^[^()\\<>]*$/, /^rgba?\([\d\s.,%]+\)$/];

/** What a mail body may hold: what our own replies use, and nothing that loads or runs. */
const cleaning: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags.filter((tag) => tag !== 'img'), 'u', 'font'],
  allowedAttributes: {
    '*': ['style', 'align', 'valign', 'dir', 'lang'],
    a: ['href'],
    table: ['width', 'cellpadding', 'cellspacing', 'border'],
    td: ['colspan', 'rowspan', 'width'],
    th: ['colspan', 'rowspan', 'width', 'scope'],
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowedStyles: { '*': Object.fromEntries(styles.map((name) => [name, plainValues])) },
};

/** A new draft with a person's words; the one before stays as it was, so that every revision can be read later. */
export async function editDraft(
  { store, sales, documents }: Dependencies,
  { inquiry, values, draft, key, quote, order }: ApplyEdit,
): Promise<EditApplied> {
  const before = draft ? await store.drafts.find(draft) : null;
  if (!before || !values.draft) throw new Failure('NothingToEdit', 'There is no draft to edit.');
  const { subject, body, to, cc, attachments } = values.draft;
  const html = body === undefined ? before.body : sanitizeHtml(body, cleaning);
  const now = { subject: subject === undefined ? before.subject : oneLine(subject), html };
  const day = wishedDay(before.wished, await store.settings.company());
  const ours = before.ours && { ...before.ours, warnings: [...before.ours.warnings, ...day.warnings] };
  const warnings = await warningsOf({ store, sales, documents }, { ...before, ours }, now, order ?? quote);
  await store.drafts.keep({
    ...before,
    id: key,
    ...(ours ? { ours } : {}),
    wished: day.wished,
    ...(before.asked && body !== undefined
      ? { asked: stillAsked(before.asked, unwrapped(before.body), unwrapped(html)) }
      : {}),
    subject: now.subject,
    warnings,
    body: html,
    text: body === undefined ? before.text : convert(html, { wordwrap: 78 }),
    to: to === undefined ? before.to : to.map(addressOf),
    cc: cc === undefined ? before.cc : cc.map(addressOf),
    attachments:
      attachments === undefined
        ? before.attachments
        : await Promise.all(attachments.map((file) => attachmentOf({ store, sales }, inquiry, file))),
  });
  const changed = Object.entries({ subject, body, to, cc, attachments }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  return { refused: null, summary: [`${changed.join(', ')} of the mail.`, ...warnings].join(' '), draftId: key };
}

/** Looked at as it is now, at every edit: nothing is confirmed that nobody was warned of. */
async function warningsOf(
  { store, sales, documents }: Pick<Dependencies, 'store' | 'sales' | 'documents'>,
  {
    ours,
    document: shown,
    warnings,
  }: Pick<KeptDraft, 'document' | 'warnings'> & { ours: KeptDraft['ours'] | undefined },
  now: { subject: string; html: string },
  other: DocumentKey | null,
): Promise<string[]> {
  if (!ours) return warnings;
  // An answer carries no document, and may speak of the inquiry's all the same.
  const number = shown?.number ?? other?.number;
  const document = number ? ((await sales.order(number)) ?? (await sales.quote(number))) : null;
  if (!document) return ours.warnings;
  const { subject, body: html, language } = ours;
  const company = await store.settings.company();
  return [
    ...ours.warnings,
    ...documents.statementWarnings({ now, ours: { subject, html }, document, language, company }),
  ];
}

const unwrapped = (html: string): string => convert(html, { wordwrap: false });

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** One bare address. A line break, or a second address anywhere in it, would add a recipient nobody approved, or be one by itself. */
function addressOf(text: string): string {
  const [parsed, ...more] = addressParser(text, { flatten: true });
  const isOne = more.length === 0 && !/[\p{Cc}\p{Cf}]/u.test(text) && (text.match(/</g) ?? []).length <= 1;
  const valid =
    parsed &&
    isOne &&
    (!parsed.name.includes('@') || parsed.name.toLowerCase() === parsed.address.toLowerCase()) &&
    /^[^@,;<>\s]+@[^@,;<>\s]+\.[^@.,;<>\s]+$/.test(parsed.address);
  if (!valid) throw new Failure('EditRefused', `“${oneLine(text).slice(0, 80)}” is not one e-mail address.`);
  return parsed.address.toLowerCase();
}

async function attachmentOf(
  { store, sales }: Pick<Dependencies, 'store' | 'sales'>,
  inquiry: string,
  { file, name }: { file: string; name: string },
) {
  const stored = await store.files.find(file);
  if (stored?.inquiry !== inquiry) throw new Failure('EditRefused', `There is no file ${file} in this inquiry.`);
  const { document } = stored;
  const stale = document && overtaken(document, await sales[document.kind](document.number));
  if (stale) throw new Failure('EditRefused', `${stored.name} shows ${stale}.`);
  return { file: stored.id, name: oneLine(name), sha256: stored.sha256, bytes: stored.bytes, type: stored.type };
}
