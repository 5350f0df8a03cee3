/** Payload encryption, AES-256-GCM, used by clients, workers and the codec route. What is plain stays plain: signals typed by hand are read as they are. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

const ENCODING = 'binary/encrypted';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const text = new TextEncoder();

/** Key ids and 32-byte keys; the first encrypts, all decrypt. */
export type Keys = ReadonlyMap<string, Buffer>;

/** `id:base64,id:base64`. Throws one sentence on anything else. */
export function parseKeys(list: string): Keys {
  const keys = new Map<string, Buffer>();
  for (const entry of list.split(',')) {
    const [id, value] = entry.trim().split(':');
    const key = Buffer.from(value ?? '', 'base64');
    if (!id || key.length !== 32) throw new Error('ENCRYPTION_KEYS must be id:base64 pairs, each key 32 bytes long');
    keys.set(id, key);
  }
  return keys;
}

/** The keys of an embedded installation: generated into the data folder at first use, readable by its owner only. */
export function keysOf(dataFolder: string): Keys {
  const file = join(dataFolder, 'encryption-keys');
  mkdirSync(dataFolder, { recursive: true });
  if (!existsSync(file)) {
    // Written aside and linked whole: neither a second process nor a crash finds a file that is there and empty.
    const made = `${file}.${randomBytes(6).toString('hex')}`;
    try {
      writeFileSync(made, `k1:${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600, flush: true });
      linkSync(made, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(made, { force: true });
    }
  }
  return parseKeys(readFileSync(file, 'utf8').trim());
}

export function createCodec(keys: Keys): PayloadCodec {
  const [current] = keys;
  if (!current) throw new Error('At least one encryption key is needed');
  const [currentId, currentKey] = current;

  const encrypt = (payload: Payload): Payload => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', currentKey, iv);
    const plain = proto.temporal.api.common.v1.Payload.encode(payload).finish();
    const data = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return { metadata: { encoding: text.encode(ENCODING), 'encryption-key-id': text.encode(currentId) }, data };
  };

  const decrypt = (payload: Payload): Payload => {
    if (Buffer.from(payload.metadata?.['encoding'] ?? []).toString() !== ENCODING) return payload;
    const id = Buffer.from(payload.metadata?.['encryption-key-id'] ?? []).toString();
    const key = keys.get(id);
    if (!key || !payload.data) throw new Error(`There is no encryption key "${id}" here`);
    const data = Buffer.from(payload.data);
    const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, IV_BYTES));
    decipher.setAuthTag(data.subarray(-TAG_BYTES));
    const plain = Buffer.concat([decipher.update(data.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return proto.temporal.api.common.v1.Payload.decode(plain);
  };

  return { encode: async (payloads) => payloads.map(encrypt), decode: async (payloads) => payloads.map(decrypt) };
}

/** The data converter that every client and worker uses. */
export const dataConverter = (codec: PayloadCodec): DataConverter => ({
  payloadCodecs: [codec],
  failureConverterPath: fileURLToPath(
    new URL(`./failure-converter${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
  ),
});
