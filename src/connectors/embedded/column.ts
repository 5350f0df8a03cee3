/** The kinds of cells that company files have. An empty cell is the column's default, or an error where it has none. */
export type Cell<T> = { value: T } | { problem: string };

/** `read` never sees an empty cell. */
export interface Column<T> {
  /** Value of an empty cell or an absent column; without it the column is required. */
  absent?: T;
  read(cell: string): Cell<T>;
}

const longest = 4000;

export const text = (absent?: string): Column<string> => ({
  absent,
  read: (cell) =>
    cell.length <= longest
      ? { value: cell }
      : { problem: `has ${cell.length} characters, at most ${longest} are possible` },
});

/** Words parted by a bar: `bolt|screw`. */
export const list = (): Column<string[]> => ({
  absent: [],
  read: (cell) => ({
    value: cell
      .split('|')
      .map((word) => word.trim())
      .filter(Boolean),
  }),
});

export function oneOf<T extends string>(words: Record<string, T>, absent?: T): Column<T> {
  return {
    absent,
    read: (cell) => {
      const value = words[cell.toLowerCase()];
      return value === undefined ? { problem: `is "${cell}", not one of ${Object.keys(words).join(', ')}` } : { value };
    },
  };
}

const matching = (pattern: RegExp, what: string): Column<string>['read'] =>
  function read(cell) {
    return pattern.test(cell) ? { value: cell } : { problem: `is "${cell}", not ${what}` };
  };

/** A decimal of 0 or more, with a point: `12`, `0.5`, `1299.90`. */
export const decimal = (): Column<string | null> => ({
  absent: null,
  read: matching(/^\d{1,12}(\.\d{1,6})?$/, 'a number such as 12.50'),
});

/** Required where there is no `absent`. */
export const number = (absent?: string): Column<string> => ({ ...decimal(), absent }) as Column<string>;

export const percent = (absent?: string): Column<string> => ({
  absent,
  read: matching(/^(100(\.0+)?|\d{1,2}(\.\d{1,4})?)$/, 'a percentage from 0 to 100'),
});

export const day = (): Column<string | null> => ({
  absent: null,
  read: (cell) => {
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(cell) && !Number.isNaN(Date.parse(`${cell}T00:00:00Z`));
    return isDay ? { value: cell } : { problem: `is "${cell}", not a day such as 2026-11-30` };
  },
});

export const currency = (absent?: string): Column<string> => ({
  absent,
  read: matching(/^[A-Z]{3}$/, 'a currency such as EUR'),
});

export const language = (absent?: string): Column<string> => ({
  absent,
  read: matching(/^[a-z]{2}$/, 'a language such as fr'),
});

export const country = (absent?: string): Column<string> => ({
  absent,
  read: matching(/^[A-Z]{2}$/, 'a country such as FR'),
});

/** Lower case, for addresses are compared without it. */
export const mailAddress = (): Column<string> => ({
  read: (cell) =>
    /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(cell)
      ? { value: cell.toLowerCase() }
      : { problem: `is "${cell}", not an e-mail address` },
});
