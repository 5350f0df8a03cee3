import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findPart } from '../../../scripts/parts/find.mjs';
import { problem } from '../../../scripts/problems.mjs';

describe('how a part is found', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quotewright-parts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A part that each of these can give, and a note of what was tried. */
  const part = (given: string[], broken: string[] = []) => {
    const program = () => join(folder, 'program');
    const source = (from: string) => ({
      from,
      install: async () => {
        if (!given.includes(from)) throw problem('not reachable');
        writeFileSync(program(), from);
      },
    });
    return {
      title: 'Widget',
      ways: 'do this, do that, or set WIDGET',
      configured: (env: NodeJS.ProcessEnv) => env.WIDGET ?? null,
      onPath: async () => (given.includes('path') ? '/bin/widget' : null),
      installed: () => (existsSync(program()) ? program() : null),
      sources: [source('package'), source('vendor')],
      check: async () => {
        if (broken.length > 0) throw problem(broken[0] ?? '');
      },
    };
  };

  test.each([
    ['configured wins over all', ['path', 'installed', 'package'], { WIDGET: '/w' }, '/w', []],
    ['then PATH', ['path', 'installed', 'package'], {}, '/bin/widget', []],
    ['then what is installed here', ['installed', 'package'], {}, 'program', []],
    ['then the package', ['package', 'vendor'], {}, 'program', ['package']],
    ['then the vendor', ['vendor'], {}, 'program', ['package', 'vendor']],
  ])('%s', async (_case, given, env, expected, tried) => {
    if (given.includes('installed')) writeFileSync(join(folder, 'program'), '');
    const said: string[] = [];
    const found = await findPart(part(given), { folder, env, say: (line) => said.push(line) });
    expect(found.replace(`${folder}/`, '')).toBe(expected);
    expect(said).toEqual(tried.map((from) => `Installing Widget (${from}) …`));
  });

  test('else one sentence says what is missing, why, and the ways to give it', async () => {
    await expect(findPart(part([]), { folder, env: {}, say: () => undefined })).rejects.toMatchObject({
      forTheUser: true,
      message:
        'Widget is missing and could not be installed (package: not reachable; vendor: not reachable): do this, do that, or set WIDGET.',
    });
  });

  test('one that was installed but does not run says why', async () => {
    await expect(
      findPart(part(['package'], ['it needs libwidget']), { folder, env: {}, say: () => undefined }),
    ).rejects.toThrow('package: it needs libwidget; vendor: not reachable');
  });
});
