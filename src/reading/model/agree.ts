/**
 * Two readings of one line made one. A model makes nothing sure that the rules doubt, but for one case: the item's number
 * is written, one other number stands beside it, and both read the same. Whatever they read differently is not sure.
 */
import type { ReadLine } from '../../domain/reading.ts';
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import { exactNumbers } from '../items/item-numbers.ts';
import { language as knownLanguage } from '../languages/index.ts';
import { squeeze, tokenize } from '../words.ts';
import { numbered } from './material.ts';
import { numbersIn, type Found } from './said-lines.ts';

const decimal = (value: number): string => String(Number(value.toFixed(6)));
const listed = (items: string[]): string[] => [...new Set(items)];

/** What a line is held against: the catalogue, and the code of the mail's language. */
export interface Known {
  index: CatalogueIndex;
  language: string;
  sureLine: number;
}

/** How far an item number is believed that both read, with the one number beside it. */
const bothPlain = 0.95;

/** A line that both read. */
export function agreed(rules: ReadLine, model: Found, known: Known): ReadLine {
  const [read = null] = model.status === 'matched' || model.status === 'discontinued' ? model.items : [];
  // What only a person could say of these words, the model need not know.
  const item = read === null && rules.alias !== undefined ? rules.item : read;
  const quantity = model.quantity === null ? null : decimal(model.quantity);
  const differences = [
    ...(item !== rules.item && item !== null ? [`the model reads ${item}`] : []),
    ...(item === null && rules.item !== null ? ['the model does not know which item it is'] : []),
    ...(quantity !== rules.quantity
      ? [`the model reads ${quantity === null ? 'no quantity' : `a quantity of ${quantity}`}`]
      : []),
    ...(model.action !== rules.action ? [`the model reads “${model.action ?? 'as new'}”`] : []),
    ...model.objections,
  ];
  if (differences.length === 0) {
    const plain = !rules.sure && rules.status === 'matched' && rules.confidence >= 0.8 && isPlain(rules, known);
    return {
      ...rules,
      ...(plain ? { sure: bothPlain >= known.sureLine, confidence: bothPlain } : {}),
      reason: `${rules.reason}; the model reads the same`,
    };
  }
  const doubted: ReadLine = {
    ...rules,
    sure: false,
    confidence: Math.min(rules.confidence, 0.6),
    quantity: rules.quantity ?? quantity,
    reason: `${rules.reason}; ${differences.join('; ')}`,
  };
  if (item === rules.item || item === null) return doubted;
  // An item in place of the rules' own, or of none: shown beside it, chosen by a person.
  if (rules.item !== null)
    return {
      ...doubted,
      status: 'ambiguous',
      item: null,
      unit: null,
      candidates: listed([rules.item, item, ...rules.candidates]),
    };
  return {
    ...doubted,
    status: model.status,
    item,
    unit: unitOf(item, known),
    candidates: listed([item, ...rules.candidates]),
  };
}

/** A line that only the model read. */
export function alone(model: Found, known: Known): ReadLine {
  const [item = null] = model.status === 'matched' || model.status === 'discontinued' ? model.items : [];
  return {
    id: '',
    text: squeeze(model.evidence.map(({ quote }) => quote).join(' … ')).slice(0, 500),
    action: model.action,
    status: model.status,
    item,
    candidates: model.status === 'ambiguous' ? model.items : [],
    quantity: model.quantity === null ? null : decimal(model.quantity),
    unit: unitOf(item, known),
    confidence: 0.5,
    reason: ['only the model reads this line', ...model.objections].join('; '),
    sure: false,
    evidence: model.evidence,
  };
}

/** A line that the model passed over. */
export const unconfirmed = (rules: ReadLine): ReadLine => ({
  ...rules,
  sure: false,
  confidence: Math.min(rules.confidence, 0.6),
  reason: `${rules.reason}; the model does not read this line`,
});

const unitOf = (item: string | null, { index }: Known): string | null =>
  item === null ? null : (numbered(index, item)?.unit ?? null);

/** The item's number stands in the line, and one number beside it: the quantity. */
function isPlain(line: ReadLine, { index, language }: Known): boolean {
  const words = line.evidence.map(({ quote }) => quote).join('\n');
  const codes = exactNumbers(tokenize(words), index.numbers);
  const [number, ...others] = numbersIn(words, knownLanguage(language), index).filter(({ loose }) => !loose);
  return (
    codes.length === 1 &&
    index.items[codes[0]?.items[0] ?? -1]?.number === line.item &&
    codes[0]?.items.length === 1 &&
    others.length === 0 &&
    number?.certain === true &&
    number.value === Number(line.quantity)
  );
}
