/** Postal codes as each country writes them, with the place that stands beside them. */

const place = "[\\p{Lu}\\p{L}][\\p{L} .'’()/-]{1,48}?";
/** Numbers are those of the groups of the pattern. */
export interface PostalShape {
  pattern: RegExp;
  /** null: several countries write so. */
  country: string | null;
  city: number;
  code: number;
  state?: number;
  /** "D-", "NL-": the plate before the code. */
  prefix?: number;
}

export const postalShapes: PostalShape[] = [
  {
    pattern: new RegExp(`(${place}),?\\s+([A-Z]{2}),?\\s+([A-Z]\\d[A-Z]\\s?\\d[A-Z]\\d)(?![\\p{L}\\p{N}])`, 'u'),
    country: 'CA',
    city: 1,
    state: 2,
    code: 3,
  },
  {
    pattern: new RegExp(
      `(${place})\\s*\\((?:QC|Québec|Quebec|Ontario|ON)\\),?\\s+([A-Z]\\d[A-Z]\\s?\\d[A-Z]\\d)(?![\\p{L}\\p{N}])`,
      'u',
    ),
    country: 'CA',
    city: 1,
    code: 2,
  },
  {
    pattern: new RegExp(`(${place}),?\\s+(NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\\.?,?\\s+(\\d{4})(?![\\p{L}\\p{N}])`, 'u'),
    country: 'AU',
    city: 1,
    state: 2,
    code: 3,
  },
  {
    pattern: new RegExp(`(${place}),?\\s+([A-Z]{2})\\.?,?\\s+(\\d{5}(?:-\\d{4})?)(?![\\p{L}\\p{N}])`, 'u'),
    country: 'US',
    city: 1,
    state: 2,
    code: 3,
  },
  {
    pattern: new RegExp(`(${place}),?\\s+([A-Z]{1,2}\\d[A-Z\\d]?\\s\\d[A-Z\\d]{2})(?![\\p{L}\\p{N}])`, 'u'),
    country: 'GB',
    city: 1,
    code: 2,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(?:(NL)-)?(\d{4}\s?[A-Z]{2})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'NL',
    prefix: 1,
    code: 2,
    city: 3,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(?:(PL)-)?(\d{2}-\d{3})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'PL',
    prefix: 1,
    code: 2,
    city: 3,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(\d{5}-\d{3})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'BR',
    code: 1,
    city: 2,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(?:(PT)-)?(\d{4}-\d{3})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'PT',
    prefix: 1,
    code: 2,
    city: 3,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(?:(SE?)-)?(\d{3}\s\d{2})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'SE',
    prefix: 1,
    code: 2,
    city: 3,
  },
  {
    pattern:
      /(?<![\p{L}\p{N}.,/-])(?:(D|DE|F|FR|A|AT|CH|B|BE|DK|I|IT|E|ES|L|LU|S|SE|NL|PL|PT|P)-)?(\d{4,5}) +(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: null,
    prefix: 1,
    code: 2,
    city: 3,
  },
];
