/** Widths of the line table's columns, from what stands in them: short numbers leave their room to the description. */

import type { PrintedLine } from './lines.ts';

type Column = Exclude<keyof PrintedLine, 'description'>;

/** Millimetres. Where even the largest is too small, the text breaks within the cell. */
const limits: Record<Column, [least: number, most: number]> = {
  position: [9, 12],
  item: [19, 34],
  quantity: [13, 25],
  unit: [12, 24],
  unitPrice: [18, 28],
  discount: [13, 17],
  total: [19, 32],
};
const characterWidth = 1.83;
const padding = 3;

/** What all these columns may take of the 175 mm (A4) between the margins; the description has the rest. */
const widest = 131;

/** Table columns as style rules: `.item{width:24mm}`. Heads count by their longest word, for they may break. */
export function columnStyle(heads: Record<Column, string>, lines: readonly PrintedLine[]): string {
  const columns = (Object.keys(limits) as Column[]).map((column) => {
    const [least, most] = limits[column];
    const words = [...heads[column].split(' '), ...lines.map((line) => line[column])];
    const longest = words.reduce((length, word) => Math.max(length, word.length), 0);
    const width = Math.min(most, Math.max(least, longest * characterWidth + padding));
    return { column, width, spare: width - least };
  });
  const total = (key: 'width' | 'spare') => columns.reduce((millimetres, column) => millimetres + column[key], 0);
  const cut = Math.max(0, total('width') - widest) / (total('spare') || 1);
  return columns
    .map(({ column, width, spare }) => `.${column}{width:${(width - spare * cut).toFixed(1)}mm}`)
    .join('\n');
}
