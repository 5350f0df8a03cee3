import { describe, expect, test } from '@jest/globals';
import { isUpToDate } from '../../scripts/node-modules.mjs';

describe('whether node_modules is what the lock says', () => {
  const locked = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '2.0.0', optional: true },
  };
  test.each([
    ['all there', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-darwin': { version: '2.0.0' } }, true],
    ["another platform's package absent", { 'node_modules/a': { version: '1.0.0' } }, true],
    ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    [
      'an optional package of another version',
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-darwin': { version: '1.9.0' } },
      false,
    ],
    ['a package absent', { 'node_modules/b-darwin': { version: '2.0.0' } }, false],
    ['nothing installed', {}, false],
  ])('%s', (_case, installed, expected) => {
    expect(isUpToDate(locked, installed)).toBe(expected);
  });
});
