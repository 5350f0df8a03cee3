import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { api, closeAll } from './fakes.ts';

afterAll(closeAll);

interface Operation {
  operationId?: string;
  security?: object[];
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

const file = join(__dirname, '../../openapi.json');
const read = async () => (await api()).swagger() as unknown as Document;

test('openapi.json is the document the routes make', async () => {
  const now = `${JSON.stringify(await read(), null, 2)}\n`;
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (committed !== now) writeFileSync(file, now);
  // It has been written anew: look at the difference and commit it.
  expect(committed === now).toBe(true);
});

describe('the document', () => {
  test('names every operation once, and says what refuses it', async () => {
    const { openapi, paths } = await read();
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    const ids = operations.map(({ operationId }) => operationId);
    expect(openapi).toBe('3.1.0');
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operationId, responses } of operations) {
      expect([operationId, Object.keys(responses['503']?.content ?? {})]).toEqual([
        operationId,
        ['application/problem+json'],
      ]);
    }
  });

  test('has no reference into nothing', async () => {
    const document = await read();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
    const names = new Set(references.map(([, name]) => name as string));
    expect(names).toContain('InquiryView');
    expect(names).toContain('Review');
    expect([...names].filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(JSON.stringify(document).match(/"\$ref":"(?!#)/)).toBeNull();
  });
});
