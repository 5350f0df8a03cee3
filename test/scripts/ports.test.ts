import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { choosePorts, isFree } from '../../scripts/ports.mjs';

describe('ports', () => {
  let server: Server | undefined;
  afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

  const occupied = async (): Promise<number> => {
    server = createServer();
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return (server.address() as { port: number }).port;
  };

  test('a port that somebody listens on is not free', async () => {
    const port = await occupied();
    expect(await isFree(port)).toBe(false);
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    expect(await isFree(port)).toBe(true);
  });

  const free = (taken: number[]) => (port: number) => Promise.resolve(!taken.includes(port));
  test.each([
    ['remembered and free: kept', { a: 21_000, b: 21_001 }, [], { a: 21_000, b: 21_001 }],
    ['one of them taken: only that one moves', { a: 21_000, b: 21_001 }, [21_001], { a: 21_000 }],
    ['nothing remembered: any', {}, [], {}],
    ['the same remembered twice: told apart', { a: 21_000, b: 21_000 }, [], { a: 21_000 }],
  ])('%s', async (_case, remembered, taken, kept) => {
    const ports = await choosePorts(['a', 'b'], remembered, free(taken));
    expect(ports).toMatchObject(kept);
    expect(Object.keys(ports)).toEqual(['a', 'b']);
    expect(new Set(Object.values(ports)).size).toBe(2);
    for (const port of Object.values(ports)) {
      expect(taken).not.toContain(port);
      expect(port).toBeGreaterThanOrEqual(20_000);
      expect(port).toBeLessThan(32_768);
    }
  });
});
