/** Where the goods are to go, if the mail says so: an address after a delivery phrase, on its line or the next few. */
import type { Read } from '../../domain/reading.ts';
import type { Address } from '../../domain/schema.ts';
import type { Language } from '../languages/index.ts';
import { evidence, type Page } from '../lines/page.ts';
import { fold } from '../words.ts';
import { findAddress } from './address.ts';

export interface ShipTo {
  read: Read<Address>;
  page: Page;
  start: number;
  end: number;
}

const reach = 260;
const mostCues = 20;

export function shipTo(
  pages: { page: Page; start: number; end: number }[],
  language: Language,
  home: string | null,
): ShipTo | null {
  for (const { page, start, end } of pages) {
    const text = page.text.slice(start, end).replace(/\n[> ]+/g, (marks) => `\n${' '.repeat(marks.length - 1)}`);
    const folded = fold(text);
    const explicit = new Set(language.cue('shipTo').all(folded));
    const cues = [
      ...explicit,
      ...language
        .cue('delivery')
        .all(folded)
        .filter((cue) => cue.text.length > 4),
    ];
    for (const cue of cues.slice(0, mostCues)) {
      const stretch = text.slice(cue.end, cue.end + reach);
      const blank = stretch.search(/\n\s*\n.*\n\s*\n/);
      const part = blank > 0 ? stretch.slice(0, blank + 60) : stretch;
      const found = findAddress(part, home);
      if (!found || found.start > 160) continue;
      const at = start + cue.end;
      return {
        read: {
          value: found.address,
          confidence: found.address.street && found.address.city ? 0.92 : 0.7,
          reason: 'the address after a delivery phrase',
          evidence: [evidence(page, at + found.start, at + found.end)],
        },
        page,
        // After a phrase that says nothing else, all up to the address belongs to it: "Lieferadresse: Lager 3, …".
        start: explicit.has(cue) && found.start < 90 ? start + cue.start : at + found.start,
        end: at + found.end,
      };
    }
  }
  return null;
}
