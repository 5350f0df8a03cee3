import { spawn } from 'node:child_process';
import { afterEach, describe, expect, test } from '@jest/globals';
import { end, identify, isAlive, launch, startInStat } from '../../scripts/processes.mjs';

/** A line of /proc/PID/stat with 52 fields, as proc(5) has them. */
const stat = (command: string, state: string, start: number, threads = 1): string =>
  `4711 (${command}) ${state} ${'5 '.repeat(16)}${threads} 0 ${start} ${'0 '.repeat(30)}`;

describe('the identity of a process', () => {
  test.each([
    ['plain', stat('mongod', 'S', 123456), 'boot:123456'],
    ['a name with a space', stat('tmux: server', 'R', 7), 'boot:7'],
    ['a name with parentheses', stat('a) S 1 (b', 'D', 42), 'boot:42'],
    ['a zombie does not live', stat('temporal', 'Z', 9), null],
    ['one whose threads have not all ended holds its ports yet', stat('mongod', 'Z', 9, 30), 'boot:9'],
    ['one that is being removed does not live', stat('temporal', 'X', 9), null],
  ])('%s', (_case, line, expected) => {
    expect(startInStat(line, 'boot')).toBe(expected);
  });

  test('another process with the same pid is not the one we started', () => {
    const us = identify(process.pid);
    expect(isAlive(us)).toBe(true);
    expect(isAlive({ pid: process.pid, started: 'another boot:1' })).toBe(false);
    expect(isAlive(null)).toBe(false);
  });
});

describe('ending a process', () => {
  const started: number[] = [];
  afterEach(() => {
    for (const pid of started.splice(0)) if (identify(pid)) process.kill(pid, 'SIGKILL');
  });
  const node = (script: string): NonNullable<ReturnType<typeof identify>> => {
    const child = launch([process.execPath, '-e', script]);
    const identity = identify(child.pid ?? 0);
    if (!identity) throw new Error('not started');
    started.push(identity.pid);
    return identity;
  };

  test('one that listens ends in order', async () => {
    const identity = node('setInterval(() => {}, 1000)');
    await end(identity);
    expect(isAlive(identity)).toBe(false);
  });

  test('one that does not listen is killed when patience ends', async () => {
    const identity = node("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = Date.now();
    await end(identity, 200);
    expect(isAlive(identity)).toBe(false);
    expect(Date.now() - before).toBeGreaterThanOrEqual(200);
  });

  test('a stranger that has taken over the pid is left alone', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const identity = identify(stranger.pid ?? 0);
    if (!identity) throw new Error('not started');
    started.push(identity.pid);
    await end({ ...identity, started: 'boot:1' }, 100);
    expect(isAlive(identity)).toBe(true);
  });
});
