/**
 * How an external program is found: configured, on PATH, already installed here, installed from its package, downloaded from its
 * vendor. The first that works is taken; nothing runs a system's package manager.
 */
import { mkdirSync } from 'node:fs';
import { inWords, problem } from '../problems.mjs';

/**
 * @typedef {object} Part
 * @property {string} title as the user knows it
 * @property {string} ways how to provide it by hand, to end a sentence with
 * @property {(env: NodeJS.ProcessEnv) => string | null} [configured]
 * @property {() => Promise<string | null>} onPath null when there is none that serves
 * @property {(folder: string) => string | null} installed
 * @property {{ from: string, install: (folder: string) => Promise<void> }[]} sources in the order in which they are tried
 * @property {(program: string) => Promise<void>} check rejects with a problem when an installed program cannot run on this machine
 */

/**
 * The path of the program. Rejects with one sentence that says what is missing and how to give it.
 * @param {Part} part
 * @param {{ folder: string, env?: NodeJS.ProcessEnv, say?: (line: string) => void }} options folder holds all installed parts
 */
export async function findPart(part, { folder, env = process.env, say = console.log }) {
  const there = part.configured?.(env) ?? (await part.onPath()) ?? part.installed(folder);
  if (there) return there;
  mkdirSync(folder, { recursive: true });
  const reasons = [];
  for (const { from, install } of part.sources) {
    try {
      say(`Installing ${part.title} (${from}) …`);
      await install(folder);
      const program = part.installed(folder);
      if (!program) throw problem('the program is not in it');
      await part.check(program);
      return program;
    } catch (error) {
      if (error?.code === 'ENOSPC') throw error;
      reasons.push(`${from}: ${inWords(error?.output ? problem(error.message) : error).split('\n')[0]}`);
    }
  }
  throw problem(`${part.title} is missing and could not be installed (${reasons.join('; ')}): ${part.ways}.`);
}
