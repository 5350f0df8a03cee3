/** HTML cut where its elements nest insanely. */

const unnested = new Set([
  'p',
  'li',
  'td',
  'th',
  'tr',
  'dt',
  'dd',
  'option',
  'br',
  'img',
  'hr',
  'meta',
  'link',
  'input',
  'col',
  'area',
  'base',
  'wbr',
  'thead',
  'tbody',
  'tfoot',
]);
const deepest = 1000;

/** HTML as far as its elements nest sanely: the parser's time grows with the square of their depth. */
export function shallow(html: string): string {
  let depth = 0;
  for (const match of html.matchAll(/<(\/?)([a-z][a-z0-9:-]{0,30})(?=[\s/>])/gi)) {
    if (unnested.has((match[2] ?? '').toLowerCase())) continue;
    depth += match[1] === '/' ? -1 : 1;
    if (depth > deepest) return html.slice(0, match.index);
  }
  return html;
}
