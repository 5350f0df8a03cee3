/** The signature parted from the text, and what mail programs and mailing lists append taken away. */
import { languages } from '../languages/index.ts';
import { fold } from '../words.ts';
import { delimiter, type Line } from './text-line.ts';

const maxSignature = 16;

/** Parts the signature from the text: by its delimiter, by a closing phrase, or by the sender's own name in the last lines. */
export function signed(lines: Line[], options: { sender: string }): { visible: Line[]; signature: Line[] } {
  const known = languages();
  const closes = (text: string, last = false): boolean => {
    const folded = fold(text).trim();
    if (folded === '' || folded.length > 90) return false;
    return known.some((language) =>
      language
        .cue('closing')
        .all(folded)
        .some((cue) => {
          if (cue.start !== 0) return false;
          const rest = folded
            .slice(cue.end)
            .replace(/[\s,.!;:)/-]+/g, ' ')
            .trim();
          // After the phrase a name may follow, hardly a sentence.
          return (
            rest === '' ||
            (rest.split(' ').length <= 4 &&
              !/\d/.test(rest) &&
              (names.some((name) => rest.includes(name)) ||
                known.some((other) => other.cue('closing').test(rest)) ||
                rest.split(' ').length <= (last ? 4 : 2)))
          );
        }),
    );
  };
  const names = fold(options.sender)
    .split(/[^\p{L}]+/u)
    .filter(
      (name) => name.length > 2 && !/^(?:com|org|net|www|info|sales|mail|example|gmail|office|the|and)$/.test(name),
    );
  const junk = (text: string): boolean => {
    const folded = fold(text).trim();
    return known.some((language) =>
      language
        .cue('sentFrom')
        .all(folded)
        .some((cue) => cue.start === 0 && cue.end >= folded.length - 2 && folded.length < 100),
    );
  };
  const kept = withoutFooter(lines.filter((line) => !junk(line.text)));
  const written = kept.map((line, i) => ({ line, i })).filter(({ line }) => line.text.trim() !== '');
  const total = written.length;
  let at = -1;
  for (const [order, { line, i }] of written.entries()) {
    const left = total - order - 1;
    if (delimiter.test(line.text) && left <= 30) {
      at = i;
      // A closing and a name right above the delimiter belong to it.
      for (let back = order - 1; back >= Math.max(0, order - 4); back--) {
        const above = written[back];
        if (above && closes(above.line.text)) at = above.i;
      }
      break;
    }
    if (order === 0 && total > 1 && left > 3) continue;
    if (
      closes(line.text, left <= 6 && order > 0) &&
      left <= maxSignature &&
      !written.slice(order + 1).some(({ line: later }) => later.text.length > 120 && !legal(later.text))
    ) {
      at = i;
      break;
    }
  }
  if (at < 0 && names.length > 0) {
    for (const { line, i } of written.slice(Math.max(1, total - 8))) {
      const folded = fold(line.text)
        .trim()
        .replace(/^[-–/\s]+/, '');
      const words = folded.split(/[^\p{L}]+/u).filter((word) => word !== '');
      const order = written.findIndex((one) => one.i === i);
      if (
        // Early only where nothing else stands on the line: "i. A. Ann Example".
        (order >= total / 3 ||
          (words.length > 1 && words.every((word) => word.length === 1 || names.includes(word)))) &&
        words.length <= 12 &&
        !/[?!]/.test(folded) &&
        words
          .filter((word) => word.length > 1)
          .slice(0, 3)
          .some((word) => names.some((name) => name === word || (word.length > 2 && name.startsWith(word)))) &&
        !/^\d/.test(folded)
      ) {
        at = i;
        break;
      }
    }
  }
  // "-Jan Kowalski"
  if (at < 0)
    at =
      written.find(
        ({ line }, order) =>
          order > 0 &&
          total - order <= 4 &&
          /^[-–—]{1,2}\s?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,3}$/u.test(line.text.trim()),
      )?.i ?? -1;
  // A name alone as the last line, after a blank one; or a single initial: "M."
  if (at < 0) {
    const last = written[total - 1];
    if (
      last &&
      total > 1 &&
      /^[\s/–-]*(?:\p{Lu}\.?|\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\p{L}{1,20})?)$/u.test(last.line.text) &&
      (kept[last.i - 1]?.text.trim() === '' || /^[\s/–-]*\p{Lu}\.?$/u.test(last.line.text))
    )
      at = last.i;
  }
  if (at < 0) return { visible: kept, signature: [] };
  return { visible: kept.slice(0, at), signature: kept.slice(at) };
}

/** A mailing list's footer: a rule, then lines that name the list. */
function withoutFooter(lines: Line[]): Line[] {
  const at = lines.findIndex(
    (line, i) =>
      /^[_-]{20,}\s*$/.test(line.text) &&
      lines.slice(i + 1).filter((other) => other.text.trim() !== '').length <= 6 &&
      lines.slice(i + 1).some((other) => /mailing list|mailman|listinfo|unsubscribe|groups\.google/i.test(other.text)),
  );
  return at < 0 ? lines : lines.slice(0, at);
}

const legal = (text: string): boolean =>
  /confidential|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|fortrolig|konfidentiell|poufn|geschaftsfuhrer|amtsgericht|handelsregister|disclaimer|intended recipient|privileged|environment|umwelt|imprim/.test(
    fold(text),
  );
