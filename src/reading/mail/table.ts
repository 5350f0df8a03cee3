/** A table as it stands in a text: cells with their places. */

export interface Cell {
  start: number;
  end: number;
  text: string;
}
/** A table inside a text: rows of cells with their places. */
export interface Table {
  start: number;
  end: number;
  rows: Cell[][];
}
