/** Edits that are well-formed and still cannot be meant: they say two things at once, or nothing. */
import type { Edit } from './decision.ts';

export interface Contradiction {
  /** Path of what is wrong, as in `lines/0/item`. */
  field: string;
  sentence: string;
}

type Values = Omit<Edit, 'step'>;

/** The first one of an edit, or null. */
export const contradiction = ({ lines, draft, customer }: Values): Contradiction | null =>
  (lines && linesContradict(lines)) ??
  (draft && empty('draft', draft)) ??
  (customer && customerContradicts(customer)) ??
  null;

const empty = (field: string, given: object): Contradiction | null =>
  Object.values(given).some((value) => value !== undefined)
    ? null
    : { field, sentence: `${field} is empty: nothing would change.` };

function linesContradict(lines: NonNullable<Values['lines']>): Contradiction | null {
  if (lines.length === 0) return { field: 'lines', sentence: 'lines is empty: nothing would change.' };
  const named = new Set<string>();
  for (const [index, { id, remove, item, ...values }] of lines.entries()) {
    const at = (field: string) => `lines/${index}/${field}`;
    if (id !== undefined && named.has(id)) return { field: at('id'), sentence: `Line ${id} is named twice.` };
    if (id !== undefined) named.add(id);
    const [other] = Object.entries(values).find(([, value]) => value !== undefined) ?? [];
    if (remove && id === undefined) return { field: at('id'), sentence: 'A line to be removed is named by its id.' };
    if (remove && other !== undefined)
      return { field: at(other), sentence: `Line ${id} is either removed or changed, not both.` };
    if (!remove && item === undefined && id === undefined)
      return { field: at('item'), sentence: 'A new line needs an item, a change the id of its line.' };
    if (!remove && item === undefined && other === undefined)
      return { field: `lines/${index}`, sentence: `Nothing is said of line ${id}.` };
  }
  return null;
}

/** A contact of one account may order for another, so `account` and `contact` go together; a new contact names its own account. */
function customerContradicts({
  account,
  contact,
  create,
  store,
}: NonNullable<Values['customer']>): Contradiction | null {
  const field = 'customer';
  if (create && contact !== undefined)
    return { field: `${field}/contact`, sentence: 'Either a contact is made or an existing one is named, not both.' };
  if (create && account !== undefined && account !== create.account)
    return {
      field: `${field}/account`,
      sentence: `The new contact is to belong to ${create.account}, not to ${account}.`,
    };
  if (store && contact === undefined)
    return {
      field: `${field}/contact`,
      sentence: 'store keeps the address of the sender with a contact: name the contact.',
    };
  return empty(field, { account, contact, create });
}
