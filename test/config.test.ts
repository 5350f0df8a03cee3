import { describe, expect, test } from '@jest/globals';
import { isAbsolute, resolve } from 'node:path';
import { readConfig } from '../src/config.ts';

describe('configuration', () => {
  test('without any variable everything has a value that works on one machine', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      data: resolve('.data'),
      companyDir: resolve('sample'),
      host: '127.0.0.1',
      port: 8080,
      smtpPort: 2525,
      publicUrl: 'http://127.0.0.1:8080',
      chromiumPath: null,
      encryptionKeys: null,
      codecSecret: null,
      debounceSeconds: null,
      model: null,
      logLevel: 'info',
    });
    expect(isAbsolute(config.data)).toBe(true);
  });

  test('it is frozen through and through', () => {
    const config = readConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.temporal)).toBe(true);
  });

  test.each<[string, string, object]>([
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65535, publicUrl: 'http://127.0.0.1:65535' }],
    ['HOST', '::1', { host: '::1', publicUrl: 'http://[::1]:8080' }],
    ['PUBLIC_URL', 'https://desk.example/qw', { publicUrl: 'https://desk.example/qw' }],
    ['DEBOUNCE_SECONDS', '0', { debounceSeconds: 0 }],
    ['DEBOUNCE_SECONDS', '-1', { debounceSeconds: null }],
    ['TEMPORAL_UI_URL', 'http://t.example', { temporal: { uiUrl: 'http://t.example' } }],
    ['ENCRYPTION_KEYS', 'k1:abc', { encryptionKeys: 'k1:abc' }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['PATH', '/bin', {}],
    ['NOBODY_KNOWS_THIS', 'x', {}],
  ])('%s=%s', (name, value, expected) => expect(readConfig({ [name]: value })).toMatchObject(expected));

  test('a model: where, which, for how long, with what of one’s own', () => {
    const env = { MODEL_URL: 'http://127.0.0.1:11434/v1', MODEL_NAME: 'small' };
    expect(readConfig(env).model).toEqual({
      url: 'http://127.0.0.1:11434/v1',
      name: 'small',
      key: null,
      timeoutSeconds: 20,
      request: {},
    });
    expect(readConfig({ ...env, MODEL_KEY: 'k', MODEL_REQUEST: '{"temperature":null}' }).model).toMatchObject({
      key: 'k',
      request: { temperature: null },
    });
    expect(readConfig({ MODEL_NAME: 'small', MODEL_KEY: 'k' }).model).toBeNull();
  });

  test.each([
    ['MODEL_NAME', { MODEL_NAME: '' }],
    ['MODEL_URL', { MODEL_URL: 'ftp://x' }],
    ['MODEL_URL', { MODEL_URL: 'http://user:word@x/v1' }],
    ['MODEL_TIMEOUT_SECONDS', { MODEL_TIMEOUT_SECONDS: '60' }],
    ['MODEL_REQUEST', { MODEL_REQUEST: '[1]' }],
    ['MODEL_REQUEST', { MODEL_REQUEST: '{' }],
  ])('%s of a model is refused by name: %j', (name, wrong) => {
    expect(() => readConfig({ MODEL_URL: 'http://127.0.0.1/v1', MODEL_NAME: 'small', ...wrong })).toThrow(name);
  });

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['SMTP_PORT', '2525x'],
    ['DEBOUNCE_SECONDS', '4000'],
    ['LOG_LEVEL', 'loud'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  test('nothing is read from the process when an environment is given', () => {
    process.env['QUOTEWRIGHT_DATA'] = '/nowhere';
    try {
      expect(readConfig({}).data).toBe(resolve('.data'));
      expect(readConfig().data).toBe('/nowhere');
    } finally {
      delete process.env['QUOTEWRIGHT_DATA'];
    }
  });
});
