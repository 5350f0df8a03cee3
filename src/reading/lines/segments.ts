/** A stretch cut at its quantities: what each number is said of. */
import type { Language } from '../languages/index.ts';
import type { Token } from '../words.ts';
import type { Stretch } from './page.ts';
import type { Quantity } from './quantities.ts';

export interface Segment {
  tokens: Token[];
  quantity: Quantity | null;
  start: number;
  end: number;
}

interface Joining {
  joints: Language['joints'];
  leadIns: ReadonlySet<string>;
}

/** Words and numbers, marks left out. */
export const content = (tokens: Token[]): Token[] => tokens.filter((token) => token.kind !== 'mark');
function trimmed(tokens: Token[], { joints, leadIns }: Joining): Token[] {
  let from = 0;
  let to = tokens.length;
  // "…, je | 2 Rahmen": it leads in the next number.
  while (to > from && leadIns.has(tokens[to - 1]?.fold ?? '')) to--;
  while (from < to && tokens[from]?.kind === 'mark') from++;
  while (to > from && (tokens[to - 1]?.kind === 'mark' || joints.has(tokens[to - 1]?.fold ?? ''))) to--;
  return tokens.slice(from, to);
}

const none: ReadonlySet<string> = new Set();

/** Cuts a stretch at its quantities. Where the goods stand before the number, the number ends the segment. */
export function segments(
  stretch: Stretch,
  found: Quantity[],
  goods: (tokens: Token[]) => boolean,
  attributes: (tokens: Token[]) => boolean,
  joints: Joining,
): Segment[] {
  const { tokens } = stretch;
  const result: Segment[] = [];
  const make = (from: number, to: number, quantity: Quantity | null, without: [number, number]): void => {
    const inside = trimmed(
      [...tokens.slice(from, Math.max(from, without[0])), ...tokens.slice(Math.min(to, without[1]), to)],
      joints,
    );
    // At the end of the stretch nothing is led in: "5 of each".
    const all = trimmed(tokens.slice(from, to), to < tokens.length ? joints : { joints: joints.joints, leadIns: none });
    const first = all[0];
    const last = all[all.length - 1];
    if (first && last) result.push({ tokens: inside, quantity, start: first.start, end: last.end });
  };
  let from = 0;
  // "chains 20, pedals 12, bells 5": every number ends what it is said of.
  const gaps = found.map((quantity, i) => tokens.slice(found[i - 1]?.to ?? 0, quantity.from));
  const last = found[found.length - 1];
  if (last && found.length > 1 && gaps.every(goods) && content(tokens.slice(last.to)).length === 0) {
    for (const quantity of found) {
      make(from, quantity.to, quantity, [quantity.from, quantity.to]);
      from = quantity.to;
    }
    return result;
  }
  // "four tyres and tubes (6 pcs)": a number in brackets counts what is named right before it.
  const bracketed = (i: number): number | null => {
    const following = found[i + 1];
    if (!following || tokens[following.from - 1]?.text !== '(') return null;
    const start = found[i]?.to ?? 0;
    let at = following.from - 1;
    while (at > start && !joints.joints.has(tokens[at]?.fold ?? '') && !/^[,;]$/.test(tokens[at]?.text ?? '')) at--;
    const closed = tokens[following.to]?.text === ')' && !goods(tokens.slice(following.to, found[i + 2]?.from));
    return at > start && closed && goods(tokens.slice(start, at)) && goods(tokens.slice(at, following.from))
      ? at + 1
      : null;
  };
  found.forEach((quantity, i) => {
    const next = bracketed(i) ?? found[i + 1]?.from ?? tokens.length;
    const before = tokens.slice(from, quantity.from);
    const after = tokens.slice(quantity.to, next);
    const goodsAfter = goods(after);
    const goodsBefore = goods(before);
    const lastOne = i === found.length - 1;
    // "jerseys: 4 S, 6 M": the goods are shared out, each number has its own size.
    const shared = found.length > 1 && attributes(after);
    // "casque noir x10", "Ketten, 20 Stück": nothing that names goods follows, or the number closes the line.
    if (
      !shared &&
      (goodsBefore || (content(after).length === 0 && lastOne && content(before).length > 0)) &&
      (!goodsAfter || (lastOne && content(after).length === 0))
    ) {
      make(from, quantity.to, quantity, [quantity.from, quantity.to]);
      from = quantity.to;
      if (lastOne && content(after).length > 0) {
        // What follows the number may still say size or colour.
        const tail = result[result.length - 1];
        if (tail) {
          const rest = trimmed(after, { joints: joints.joints, leadIns: none });
          tail.tokens = [...tail.tokens, ...rest];
          tail.end = Math.max(tail.end, rest[rest.length - 1]?.end ?? tail.end);
        }
        from = tokens.length;
      }
      return;
    }
    if (goodsBefore && (goodsAfter || shared) && result.length === 0)
      make(from, quantity.from, null, [quantity.from, quantity.from]);
    make(quantity.from, next, quantity, [quantity.from, quantity.to]);
    from = next;
  });
  if (from < tokens.length) make(from, tokens.length, null, [tokens.length, tokens.length]);
  return result;
}
