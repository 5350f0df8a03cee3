/** A line as read, before it is given its number: what is wanted, how many, and how well that is known. */
import type { Evidence } from '../../domain/reading.ts';
import type { Search } from '../items/item-search.ts';
import type { Unit } from './quantities.ts';
import type { Tiers } from './tiers.ts';

export interface Wanted {
  text: string;
  evidence: Evidence[];
  search: Search;
  /** null where the mail gives none. */
  quantity: number | null;
  upTo: number | null;
  /** Prices are asked for of several quantities, of which `quantity` is the first. */
  tiers?: Tiers;
  /** The number stood plainly where quantities stand, and can be read one way only. */
  quantityPlain: boolean;
  unit: Unit | null;
  /** The item's number was written, exactly. */
  byNumber: boolean;
  /** The words that were searched, for lines that go on from this one. */
  words: { fold: string; size: boolean }[];
  /** It stood on a line of its own or in a table. */
  listed: boolean;
  /** Its number in the customer's own list, where the list numbers its rows. */
  position?: number;
  action: 'add' | 'set' | 'remove' | null;
  /** Of a table's row: its cells, and which of them stand under a heading for money. */
  cells?: { text: string; isMoney: boolean }[];
}
