/** Our own source as the compiler sees it: who imports what, for tests of the house's order. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

export const root = join(__dirname, '..');

export interface Import {
  /** A path below src, or a package's name; `node:` for Node's own. */
  target: string;
  /** Gone once compiled. */
  typeOnly: boolean;
}

export interface SourceFile {
  /** Below src: `domain/state.ts`. */
  path: string;
  text: string;
  tree: ts.SourceFile;
  imports: Import[];
}

const packageOf = (name: string): string =>
  name.startsWith('node:')
    ? 'node:'
    : name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/');

function importsOf(tree: ts.SourceFile, path: string): Import[] {
  const found: Import[] = [];
  const add = (name: string, typeOnly: boolean) =>
    found.push({
      target: name.startsWith('.') ? relative('/', join('/', dirname(path), name)) : packageOf(name),
      typeOnly,
    });
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings;
      const names = bindings && ts.isNamedImports(bindings) ? bindings.elements : undefined;
      const eachIsType =
        names !== undefined && names.length > 0 && !node.importClause?.name && names.every((name) => name.isTypeOnly);
      add(node.moduleSpecifier.text, node.importClause?.isTypeOnly === true || eachIsType);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteral(name)) add(name.text, false);
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument) &&
      ts.isStringLiteral(node.argument.literal)
    ) {
      add(node.argument.literal.text, true);
    }
    ts.forEachChild(node, look);
  };
  look(tree);
  return found;
}

/** Every TypeScript file under src. */
export function sourceFiles(): SourceFile[] {
  const src = join(root, 'src');
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(src, path), 'utf8');
      const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
      return { path, text, tree, imports: importsOf(tree, path) };
    });
}
