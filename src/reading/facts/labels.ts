/** What stands before a number or an address in a signature and says which it is. */
import { list } from '../languages/contract.ts';
import { languages } from '../languages/index.ts';
import { fold } from '../words.ts';

let labels: { kind: 'phone' | 'mobile' | 'fax' | 'email' | 'web'; pattern: RegExp }[] | null = null;
/** Matches at the beginning of a folded chunk. */
export function labelled(): NonNullable<typeof labels> {
  if (labels) return labels;
  const kinds = ['mobile', 'fax', 'phone', 'email', 'web'] as const;
  labels = kinds.map((kind) => {
    const words = [
      ...new Set(
        languages().flatMap((language) =>
          list(language.knowledge.labels[kind]).map((word) => fold(word).replace(/\.$/, '')),
        ),
      ),
    ].sort((a, b) => b.length - a.length);
    return {
      kind,
      // "f" and "m" alone are labels only before a sign or a digit.
      pattern: new RegExp(
        `^(?:${words.map((word) => word.replace(/[.*+?^$()|[\]\\/]/g, '\\$&')).join('|')})(?:/[\\p{L}-]{2,12})?(?:\\s?(?:nr|no)\\.?)?(?:\\s{0,2}[.:)][\\s.:)]{0,4}(?=[+(\\d@\\p{L}])|\\s*(?=[+(]?\\d))`,
        'u',
      ),
    };
  });
  return labels;
}
