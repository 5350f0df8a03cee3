/** Elements of an HTML mail: which begin a line, which are never seen, which are tables of data. */

export interface Node {
  type: string;
  data?: string;
  name?: string;
  attribs?: Record<string, string>;
  children?: Node[];
}

/** Deeper elements are left out. */
export const maxDepth = 400;
export const blocks = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'tr',
  'table',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'section',
  'article',
  'header',
  'footer',
  'address',
  'dl',
  'dt',
  'dd',
  'center',
  'form',
  'tbody',
  'thead',
  'pre',
]);
export const unseen = new Set([
  'style',
  'script',
  'head',
  'title',
  'template',
  'noscript',
  'object',
  'svg',
  'select',
  'textarea',
  'o:p',
  'xml',
]);
export function descendants(node: Node, name: string, depth = 0): Node[] {
  const found: Node[] = [];
  if (depth > maxDepth) return found;
  for (const child of node.children ?? []) {
    if (child.name === name) found.push(child);
    found.push(...descendants(child, name, depth + 1));
  }
  return found;
}

/** A table of data, not of layout: two rows and two columns at least, and no table within. */
export function isData(table: Node): boolean {
  if (descendants(table, 'table').length > 0) return false;
  const rows = descendants(table, 'tr').map(
    (row) => (row.children ?? []).filter((child) => child.name === 'td' || child.name === 'th').length,
  );
  const wide = rows.filter((count) => count >= 2).length;
  return wide >= 2 && wide >= rows.length * 0.6;
}
