/** Positions of a list that the mail itself takes back: "pos. 3 has come in meanwhile, leave it out". */
import type { Language } from '../languages/index.ts';
import type { Stretch } from '../lines/page.ts';
import { fold } from '../words.ts';

const named =
  /(?<![\p{L}])(?:pos(?:ition)?|line|item|row|zeile|ligne|linea|riga|linha|regel|rad|linje|poz(?:ycja)?|posicion|posizione|posicao|positie)\.?\s{0,2}(?:no\.?|nr\.?|n\.?)?\s?(\d{1,4})(?!\d)/gu;

/** Numbers of the positions that are not wanted after all. */
export function withdrawn(list: Stretch[], language: Language): Set<number> {
  const found = new Set<number>();
  for (const stretch of list) {
    const said = fold(stretch.page.text.slice(stretch.start, stretch.end));
    if (!language.cue('have').test(said) && !language.cue('remove').test(said)) continue;
    for (const match of said.matchAll(named)) found.add(Number(match[1]));
  }
  return found;
}
