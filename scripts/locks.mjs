/** One holder at a time for a folder. A holder that died, by kill -9 too, holds nothing. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identify, isAlive } from './processes.mjs';

/**
 * Takes the lock, or tells who has it. `link` fails when the file exists, so two that come at once cannot both have it.
 * @param {string} file
 * @returns {{ release: () => void, holder: null } | { release: null, holder: import('./processes.mjs').Identity }}
 */
export function takeLock(file) {
  const mine = `${file}.${process.pid}`;
  const me = JSON.stringify(identify(process.pid));
  for (;;) {
    writeFileSync(mine, me, { mode: 0o600 });
    try {
      linkSync(mine, file);
      return { release: () => rmSync(file, { force: true }), holder: null };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    } finally {
      rmSync(mine, { force: true });
    }
    const holder = read(file);
    if (isAlive(holder)) return { release: null, holder };
    setAside(file, holder);
  }
}

/** Removes a dead holder's file, unless somebody living took the lock between our look and our move. */
function setAside(file, dead) {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return;
  }
  const moved = read(aside);
  if (isAlive(moved) && moved?.pid !== dead?.pid) linkSync(aside, file);
  rmSync(aside, { force: true });
}

/** @returns {import('./processes.mjs').Identity | null} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
