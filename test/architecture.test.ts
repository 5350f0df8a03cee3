/** The house's order, as the design's table of imports has it. A rule that is in the way is changed in the design first. */
import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { bundleOnce } from './helpers/temporal.ts';
import { root, sourceFiles, type Import, type SourceFile } from './source.ts';

const files = sourceFiles();
const byPath = new Map(files.map((file) => [file.path, file]));
const LONGEST_FILE = 250;
const LARGEST_BUNDLE = 900_000;

/** Piscina runs a worker file's default export. */
const piscina = ['reading/worker.ts'];

interface Room {
  /** Rooms of src that may be loaded at run time: a folder, or one file of it. */
  loads: readonly string[];
  /** Rooms of which types alone may be named. */
  names?: readonly string[];
  /** Packages: all but these, or these only. */
  packages: { only: readonly string[] } | { never: readonly RegExp[] };
}

const temporal = /^@temporalio\//;
const web = /^(fastify|@fastify)\b/;
const database = /^(mongoose|mongodb)$/;
const ports = ['connectors/mail.ts', 'connectors/crm.ts', 'connectors/sales.ts'];
const contracts = ['documents/contract.ts', 'intake/contract.ts', 'reading/contract.ts', 'store/contract.ts'];

/** Design §3, "Who may import whom". */
const rooms: Record<string, Room> = {
  domain: { loads: [], packages: { only: ['typebox', 'big.js'] } },
  workflows: {
    loads: ['domain'],
    names: ['activities'],
    packages: { only: ['@temporalio/workflow', '@temporalio/common'] },
  },
  activities: {
    loads: ['domain', 'intake', 'reading', 'documents', 'store'],
    names: [...ports, 'workflows/messages.ts'],
    packages: { never: [/^@temporalio\/(?!activity$|common$|client$)/, web, database] },
  },
  intake: {
    loads: ['domain', 'reading', 'store', 'workflows/messages.ts'],
    packages: { never: [/^@temporalio\/(?!client$|common$)/, web, database] },
  },
  reading: { loads: ['domain'], packages: { never: [temporal, web, database] } },
  documents: { loads: ['domain'], packages: { never: [temporal, web, database] } },
  connectors: {
    loads: ['domain'],
    names: [...ports, 'intake/contract.ts'],
    packages: { never: [temporal, web, database] },
  },
  'connectors/embedded': {
    loads: ['domain', 'store'],
    names: [...ports, 'intake/contract.ts'],
    packages: { never: [temporal, web, /^mongodb$/] },
  },
  store: { loads: ['domain'], names: ports, packages: { never: [temporal, web] } },
  api: {
    loads: ['domain', 'intake', 'store', 'workflows/messages.ts', 'codec.ts'],
    names: [...ports, ...contracts, 'config.ts'],
    packages: { never: [/^@temporalio\/(?!client$|common$)/, database] },
  },
  'failure-converter.ts': { loads: [], packages: { only: ['@temporalio/common'] } },
  'codec.ts': { loads: ['domain'], packages: { never: [/^@temporalio\/(?!common$|proto$)/, web, database] } },
  'config.ts': { loads: ['domain'], packages: { never: [temporal, web, database] } },
  'log.ts': { loads: ['domain'], packages: { only: ['pino'] } },
};

/** Wiring: what puts the rooms together may name all of them. */
const wiring = ['main.ts', 'assemble.ts', 'workers.ts', 'commands'];

const roomOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/');
  return first === 'connectors' && rooms[`${first}/${second}`] ? `${first}/${second}` : first;
};
const isOurs = (target: string) => /\.(ts|json)$/.test(target);
const isIn = (target: string, places: readonly string[]) =>
  places.some((place) => target === place || target.startsWith(`${place}/`));
const isNode = (target: string) => target === 'node:' || builtinModules.includes(target);

function objection(file: SourceFile, { target, typeOnly }: Import): string | null {
  const name = roomOf(file.path);
  const room = rooms[name];
  if (!room) return isIn(file.path, wiring) ? null : `${file.path} stands in no room of the table`;
  const what = `${file.path} ${typeOnly ? 'names' : 'loads'} ${target}`;
  if (isOurs(target)) {
    const own = name === 'connectors' ? file.path.split('/').slice(0, 2).join('/') : name;
    const open = [own, ...room.loads, ...(typeOnly ? (room.names ?? []) : [])];
    return isIn(target, open) ? null : what;
  }
  if (isNode(target)) return 'only' in room.packages ? what : null;
  if ('only' in room.packages) return room.packages.only.includes(target) ? null : what;
  return room.packages.never.some((pattern) => pattern.test(target)) ? what : null;
}

describe('who may import whom', () => {
  test('every import of every file stands in the table', () => {
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((file) => file.imports.flatMap((one) => objection(file, one) ?? []))).toEqual([]);
  });

  test('the table refuses what it must: the checks above are no dead letter', () => {
    const refused: [string, string, boolean][] = [
      ['domain/state.ts', 'store/contract.ts', true],
      ['domain/state.ts', 'node:', false],
      ['workflows/inquiry.ts', 'typebox', false],
      ['workflows/inquiry.ts', 'activities/send-mail.ts', false],
      ['workflows/inquiry.ts', 'store/index.ts', true],
      ['activities/send-mail.ts', 'connectors/mail.ts', false],
      ['activities/send-mail.ts', 'connectors/embedded/index.ts', true],
      ['activities/send-mail.ts', 'workflows/inquiry.ts', true],
      ['activities/send-mail.ts', 'mongoose', false],
      ['intake/route.ts', 'workflows/inquiry.ts', false],
      ['reading/reader.ts', '@temporalio/client', true],
      ['connectors/imap/index.ts', 'connectors/embedded/index.ts', true],
      ['connectors/imap/index.ts', 'store/index.ts', false],
      ['store/mails.ts', 'connectors/mail.ts', false],
      ['api/app.ts', 'activities/index.ts', true],
      ['api/app.ts', '@temporalio/worker', false],
      ['web.ts', 'domain/state.ts', true],
    ];
    const passed = refused.filter(
      ([path, target, typeOnly]) => !objection({ path } as SourceFile, { target, typeOnly }),
    );
    expect(passed).toEqual([]);
  });

  test('what workflows load at run time, through whatever file, is free of TypeBox and Node', () => {
    const seen = new Set<string>();
    const strange: string[] = [];
    const follow = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const { target, typeOnly } of byPath.get(path)?.imports ?? []) {
        if (typeOnly) continue;
        if (isOurs(target)) follow(target);
        else if (!['@temporalio/workflow', '@temporalio/common'].includes(target)) strange.push(`${path} → ${target}`);
      }
    };
    follow('workflows/index.ts');
    expect(seen.size).toBeGreaterThan(10);
    expect(strange).toEqual([]);
  });

  test('nothing is loaded in a circle', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (path: string, way: string[]): void => {
      if (way.includes(path)) return void circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      if (done.has(path)) return;
      for (const { target, typeOnly } of byPath.get(path)?.imports ?? [])
        if (!typeOnly && isOurs(target)) follow(target, [...way, path]);
      done.add(path);
    };
    files.forEach(({ path }) => follow(path, []));
    expect(circles).toEqual([]);
  });

  test('every package is one that an installation gets', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const missing = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ target, typeOnly }) => !typeOnly && !isOurs(target) && !isNode(target) && !dependencies[target])
        .map(({ target }) => `${path} loads ${target}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('the workflow bundle', () => {
  test('has no TypeBox, Mongoose or Node, and stays small', async () => {
    const { code, sourceMap } = await bundleOnce();
    const plain = code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '');
    expect(sourceMap.length).toBeGreaterThan(0);
    expect(plain).toContain('mailReceived');
    // Modules stand in the bundle by their path: without that the next lines would say nothing.
    expect(plain).toContain('node_modules/@temporalio/workflow/');
    expect(plain).toContain('src/domain/arrival.ts');
    expect(plain.match(/node_modules\/(typebox|mongoose|mongodb|big\.js)\//g)).toBeNull();
    expect(plain.match(/require\("(node:)?(fs|path|crypto|os|net|http|child_process)"\)/g)).toBeNull();
    expect(plain.length).toBeLessThan(LARGEST_BUNDLE);
  }, 60_000);
});

/** Every node of a file of which `is` says yes, as `path:line`. */
const places = (is: (node: ts.Node) => boolean, of: (file: SourceFile) => boolean = () => true): string[] =>
  files.filter(of).flatMap(({ path, tree }) => {
    const found: string[] = [];
    const look = (node: ts.Node): void => {
      if (is(node)) found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`);
      ts.forEachChild(node, look);
    };
    look(tree);
    return found;
  });

describe('how the code is written', () => {
  test('process.env is read in config.ts only', () => {
    const isEnv = (node: ts.Node) =>
      ts.isPropertyAccessExpression(node) && node.name.text === 'env' && node.expression.getText() === 'process';
    const elsewhere = places(isEnv).filter((place) => !place.startsWith('config.ts:'));
    expect(elsewhere).toEqual([]);
    expect(places(isEnv)).toHaveLength(1);
  });

  test('Mongoose is loaded in the store and the embedded connectors only', () => {
    const with_ = files
      .filter(({ imports }) => imports.some(({ target }) => database.test(target)))
      .map(({ path }) => path);
    expect(with_.filter((path) => !isIn(path, ['store', 'connectors/embedded']))).toEqual([]);
    expect(with_.length).toBeGreaterThan(5);
  });

  test('no default exports but Fastify plugins', () => {
    const isDefault = (node: ts.Node) =>
      ts.isExportAssignment(node) ||
      (ts.canHaveModifiers(node) &&
        ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true);
    expect(places(isDefault, ({ path }) => !isIn(path, ['api/plugins', 'api/routes', ...piscina]))).toEqual([]);
  });

  test('no any', () => {
    expect(places(({ kind }) => kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
    expect(
      files.filter(({ text }) => /@ts-(ignore|nocheck|expect-error)|eslint-disable/.test(text)).map(({ path }) => path),
    ).toEqual([]);
  });

  test('relative imports end in .ts, .json', () => {
    const wrong = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.includes('/') && !target.startsWith('@') && !isOurs(target))
        .map(({ target }) => `${path}: ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test(`no file has more than ${LONGEST_FILE} lines`, () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > LONGEST_FILE);
    expect(long).toEqual([]);
  });

  test('no folder is named for nothing, and each says its rule', () => {
    const src = join(root, 'src');
    const folders = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(src, path)).isDirectory(),
    );
    expect(folders.filter((path) => /(^|\/)(utils?|types?|common|services?|lib|helpers?|misc)$/.test(path))).toEqual(
      [],
    );
    // A folder within a room may be told of by the room's own page.
    const told = (path: string): boolean => {
      if (existsSync(join(src, path, 'README.md'))) return true;
      const index = join(src, path, 'index.ts');
      if (existsSync(index) && readFileSync(index, 'utf8').startsWith('/**')) return true;
      const [room = '', ...below] = path.split('/');
      const page = join(src, room, 'README.md');
      return below.length > 0 && existsSync(page) && readFileSync(page, 'utf8').includes(`${below.join('/')}/`);
    };
    expect(folders.filter((path) => !told(path))).toEqual([]);
  });

  test('no path of somebody’s machine is committed', () => {
    const own = files.filter(({ text }) => /["'`](\/work|\/home\/|\/root|\/tmp\/)/.test(text)).map(({ path }) => path);
    expect(own).toEqual([]);
  });
});
