/** An OpenAI-compatible server on loopback that answers as the test says, and keeps what it was asked. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, Said } from '../../../src/reading/model/answer.ts';

export interface Asked {
  path: string;
  headers: IncomingHttpHeaders;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    response_format: { type: string; json_schema: { schema: object } };
    [field: string]: unknown;
  };
}
export type Says = (response: ServerResponse, asked: Asked) => void;

/** A chat completion with this content. */
export const content =
  (text: string | null, more: { finish?: string; message?: object } = {}): Says =>
  (response) =>
    void response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        id: 'c1',
        created: 1,
        model: 'm',
        choices: [
          {
            index: 0,
            finish_reason: more.finish ?? 'stop',
            message: { role: 'assistant', content: text, ...more.message },
          },
        ],
      }),
    );

export const answer = (more: Partial<Answer> & { [field: string]: unknown } = {}): Says =>
  content(
    JSON.stringify({ kind: 'inquiry', language: 'en', lines: [], requestedDate: null, reference: null, ...more }),
  );

export const said = (words: string, more: Partial<Said> & { [field: string]: unknown } = {}): Said => ({
  words,
  quantityWords: null,
  quantity: null,
  item: null,
  name: null,
  action: null,
  ...more,
});

/** An error that may be asked again at once. */
export const status =
  (code: number, headers: Record<string, string> = {}): Says =>
  (response) =>
    void response
      .writeHead(code, { 'content-type': 'application/json', 'retry-after-ms': '1', ...headers })
      .end('{"error":{"message":"SECRET words of a stranger"}}');

export async function modelServer() {
  const asked: Asked[] = [];
  let says: Says[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const one: Asked = {
        path: request.url ?? '',
        headers: request.headers,
        body: (body === '' ? {} : JSON.parse(body)) as Asked['body'],
      };
      asked.push(one);
      const next = says.length > 1 ? says.shift() : says[0];
      next?.(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    /** What it says from now on, one after the other; the last again and again. */
    says(...next: Says[]) {
      asked.length = 0;
      says = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
