import type { Edit } from '../domain/decision.ts';
import { Failure } from '../domain/failures.ts';
import type { Customer, InquiryLine, ReviewKind } from '../domain/inquiry.ts';
import { documentEdits, linesOfDocument } from '../domain/document-lines.ts';
import { described, editedLines } from '../domain/lines.ts';
import type { EditApplied } from '../domain/progress.ts';
import { customerOf } from './find-customer.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { editDraft } from './edit-draft.ts';
import { learn } from './learn.ts';
import { made } from './made.ts';
import { checkEdit } from './check-edit.ts';

export interface ApplyEdit {
  inquiry: string;
  review: ReviewKind;
  values: Omit<Edit, 'step'>;
  customer: Customer | null;
  sender: string;
  /** Who edits: what is learned of it bears the name. */
  by: string;
  quote: DocumentKey | null;
  order: DocumentKey | null;
  draft: string | null;
  /** Idempotency key, and the id of a new draft. */
  key: string;
}

/** Works a person's edit in: the document through the sales system, the draft, or what assistance asked for. */
export const applyEdit =
  (dependencies: Dependencies) =>
  async (input: ApplyEdit): Promise<EditApplied> => {
    const malformed = checkEdit(input.values);
    if (malformed) return { refused: malformed, summary: '' };
    if (input.review === 'outgoing') return await editDraft(dependencies, input);
    if (input.review === 'assistance') return await assist(dependencies, input);
    return await editDocument(dependencies, input);
  };

async function editDocument(
  { store, sales }: Dependencies,
  { inquiry, review, values, quote, order, key, customer, by }: ApplyEdit,
): Promise<EditApplied> {
  const kind = review === 'order' ? 'order' : 'quote';
  const known = kind === 'order' ? order : quote;
  const current = known && (await sales[kind](known.number));
  if (!current) throw new Failure('NoSuchDocument', `The ${kind} is no longer in the sales system.`);
  const { lines: edits = [], requestedDate, shipTo, discountPercent } = values;
  // The document before the change: the same edit again, its answer lost, finds the changed one.
  const before =
    current.revision === known.revision ? current : ((await sales[kind](current.number, known.revision)) ?? current);
  const lines = await store.lines.of(inquiry);
  const asked = documentEdits(lines, edits);
  const document = await sales.change(
    kind,
    current.number,
    { lines: values.lines && asked.edits, requestedDate, shipTo, discountPercent },
    { key, expected: known.revision },
  );
  // In an order another item is a substitute: what the customer's words mean was agreed on with the quote.
  const taught = kind === 'quote' ? await learn({ store, sales }, { inquiry, lines, edits, customer, by, key }) : [];
  await store.lines.replace(inquiry, linesOfDocument(asked.lines, before.lines, document.lines));
  const result = made(document, await store.settings.company(), before);
  return { refused: null, summary: result.summary, made: result, learned: taught };
}

/** What blocked the inquiry: who the customer is, or what the lines mean. */
async function assist(dependencies: Dependencies, input: ApplyEdit): Promise<EditApplied> {
  const { customer, lines, requestedDate, shipTo } = input.values;
  const words: string[] = [];
  const applied: EditApplied = { refused: null, summary: '' };
  if (customer) {
    applied.customer = await chosen(dependencies, customer, input);
    words.push(`the customer is ${applied.customer.name ?? applied.customer.account}`);
  }
  if (lines) {
    applied.learned = await correctLines(
      dependencies,
      { ...input, customer: applied.customer ?? input.customer },
      lines,
    );
    applied.lines = true;
    words.push(`${lines.length} line${lines.length === 1 ? '' : 's'}`);
  }
  if (requestedDate !== undefined || shipTo !== undefined) {
    applied.wishes = {
      ...(requestedDate === undefined ? {} : { requestedDate }),
      ...(shipTo === undefined ? {} : { shipTo }),
    };
    words.push('date or address');
  }
  return { ...applied, summary: `${words.join(', ')}.` };
}

/** An account for the sender, another contact, for this inquiry only or with the sender's address kept, or a new contact. */
async function chosen(
  { crm }: Dependencies,
  { account, contact, create, store }: NonNullable<Edit['customer']>,
  { sender, customer }: ApplyEdit,
): Promise<Customer> {
  const other =
    contact === undefined ? null : ((await crm.contact(contact)) ?? (await crm.contactsByAddress(contact))[0] ?? null);
  if (contact !== undefined && !other) throw new Failure('EditRefused', `There is no contact ${contact}.`);
  const number = create?.account ?? account ?? other?.account;
  const known = number ? await crm.account(number) : null;
  if (!known)
    throw new Failure('EditRefused', number ? `There is no account ${number}.` : 'The contact belongs to no account.');
  if (known.blocked === 'all') throw new Failure('EditRefused', `Account ${known.number} is blocked.`);
  if (create)
    return customerOf(
      await crm.createContact({ name: create.name, email: sender, account: known.number }),
      known,
      sender,
    );
  if (other && store) await crm.storeAddress(other.id, sender);
  if (other) return customerOf(other, known, sender);
  return {
    account: known.number,
    name: known.name,
    contact: customer?.contact ?? null,
    email: sender,
    registered: customer?.registered ?? false,
  };
}

/** What was learned of it, in sentences. */
async function correctLines(
  { store, sales }: Dependencies,
  { inquiry, customer, by, key }: ApplyEdit,
  edits: NonNullable<Edit['lines']>,
): Promise<string[]> {
  const named = edits.flatMap(({ item }) => (item === undefined ? [] : [item]));
  const items = new Map((await sales.items(named)).map((item) => [item.number, item]));
  const missing = named.find((number) => !items.get(number)?.sellable);
  if (missing) throw new Failure('EditRefused', `${missing} is not an item we sell.`);
  const before = await store.lines.of(inquiry);
  const learned = await learn({ store, sales }, { inquiry, lines: before, edits, customer, by, key });
  const unitOf = (line: InquiryLine) => line.unit ?? (line.item === null ? null : (items.get(line.item)?.unit ?? null));
  const lines = editedLines(before, edits).map((line) => ({ ...described(line, items), unit: unitOf(line) }));
  await store.lines.replace(inquiry, lines);
  return learned;
}
