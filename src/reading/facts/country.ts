/** Countries by their names in any language we know, and by the letters before a postal code. */
import { languages } from '../languages/index.ts';
import { fold } from '../words.ts';

/** "D-80331", "F 75001": letters before a postal code → ISO 3166 alpha-2. */
export const plates: Record<string, string> = {
  D: 'DE',
  DE: 'DE',
  F: 'FR',
  FR: 'FR',
  A: 'AT',
  AT: 'AT',
  CH: 'CH',
  B: 'BE',
  BE: 'BE',
  DK: 'DK',
  I: 'IT',
  IT: 'IT',
  E: 'ES',
  ES: 'ES',
  L: 'LU',
  LU: 'LU',
  S: 'SE',
  SE: 'SE',
  NL: 'NL',
  PL: 'PL',
  PT: 'PT',
  P: 'PT',
};

let countryNames: Map<string, string> | null = null;
const countries = (): Map<string, string> =>
  (countryNames ??= new Map(
    languages().flatMap((language) =>
      Object.entries(language.knowledge.countries).map(([name, code]) => [fold(name), code] as const),
    ),
  ));

/** A country's name in any language we know. */
export function countryOf(text: string): string | null {
  return (
    countries().get(
      fold(text)
        .replace(/[^\p{L}. -]/gu, '')
        .trim(),
    ) ?? null
  );
}
