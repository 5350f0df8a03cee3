/** What a mail's own style sheet says of classes, ids and elements, written onto them: what it hides is hidden like the rest. */
import { maxDepth, type Node } from './element.ts';

/** Declarations by simple selector: `.note`, `#note`, `p`. */
type Sheet = Map<string, string>;

const maxSheet = 100_000;
const maxRules = 2000;
/** Characters of declarations that one selector, or one element, is given. */
const maxStyle = 2000;
const simple = /^(?:[a-z][a-z0-9]{0,20})?([.#][\w-]{1,80})$|^([a-z][a-z0-9]{0,20})$/i;

/** Writes the sheet's declarations before each element's own. */
export function applyStyles(document: Node): void {
  const sheet = sheetOf(document);
  if (sheet.size > 0) write(document, sheet, 0);
}

function sheetOf(document: Node): Sheet {
  const sheet: Sheet = new Map();
  const collect = (node: Node, depth: number): void => {
    if (depth > maxDepth) return;
    if (node.name === 'style')
      read(
        (node.children ?? [])
          .map(({ data }) => data ?? '')
          .join('')
          .slice(0, maxSheet),
        sheet,
      );
    else for (const child of node.children ?? []) collect(child, depth + 1);
  };
  collect(document, 0);
  return sheet;
}

/** Rules of the top level: those within `@media` are for other screens than the reader's, or may be. */
function read(css: string, sheet: Sheet): void {
  const bare = withoutComments(css);
  let depth = 0;
  let from = 0;
  let selectors = '';
  for (let at = 0; at < bare.length && sheet.size < maxRules; at++) {
    const sign = bare[at];
    if (sign !== '{' && sign !== '}' && !(sign === ';' && depth === 0)) continue;
    const before = bare.slice(from, at);
    from = at + 1;
    if (sign === '{' && depth++ === 0) selectors = before;
    if (sign !== '}') continue;
    depth = Math.max(0, depth - 1);
    if (depth > 0 || selectors.trim().startsWith('@')) continue;
    for (const selector of selectors.split(',')) {
      const found = simple.exec(selector.trim());
      const key = found?.[1] ?? found?.[2]?.toLowerCase();
      if (key !== undefined) sheet.set(key, `${sheet.get(key) ?? ''}${before};`.slice(0, maxStyle));
    }
  }
}

function withoutComments(css: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = css.indexOf('/*'); at >= 0; at = css.indexOf('/*', from)) {
    kept.push(css.slice(from, at));
    const end = css.indexOf('*/', at + 2);
    from = end < 0 ? css.length : end + 2;
  }
  kept.push(css.slice(from));
  return kept.join(' ').replace(/<!--|-->/g, ' ');
}

function write(node: Node, sheet: Sheet, depth: number): void {
  if (depth > maxDepth) return;
  const { class: classes = '', id, style = '' } = node.attribs ?? {};
  const keys = [
    node.name ?? '',
    ...classes
      .slice(0, 1000)
      .split(/\s+/)
      .map((name) => `.${name}`),
    `#${id ?? ''}`,
  ];
  const said = keys
    .map((key) => sheet.get(key) ?? '')
    .join('')
    .slice(0, maxStyle);
  if (said !== '' && node.attribs) node.attribs.style = `${said}${style}`;
  for (const child of node.children ?? []) write(child, sheet, depth + 1);
}
