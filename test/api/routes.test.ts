import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../../src/domain/failures.ts';
import type { DocumentPut } from '../../src/domain/sales.ts';
import type { Dependencies } from '../../src/api/dependencies.ts';
import { documented } from './documented.ts';
import { api, as, closeAll, dependenciesOf, INQUIRY, MAIL, OTHER, quote, state, summary } from './fakes.ts';

const now = state();
let parts: Dependencies;
let app: FastifyInstance;
let isDocumented: ReturnType<typeof documented>;

beforeAll(async () => {
  parts = dependenciesOf(now);
  app = await api(now, parts);
  isDocumented = documented(app);
});
afterEach(() => {
  jest.restoreAllMocks();
  Object.assign(now, state());
});
afterAll(closeAll);

describe('what is read has the form that is documented', () => {
  test.each([
    ['/v1/attention', '/v1/attention'],
    ['/v1/inquiries', '/v1/inquiries?attention=true&limit=10'],
    ['/v1/inquiries/{id}', `/v1/inquiries/${INQUIRY}`],
    ['/v1/inquiries/{id}/quote', `/v1/inquiries/${INQUIRY}/quote`],
    ['/v1/inquiries/{id}/revisions', `/v1/inquiries/${INQUIRY}/revisions`],
    ['/v1/mails', '/v1/mails?direction=in'],
    ['/v1/mails/{id}', `/v1/mails/${MAIL}`],
    ['/v1/sales/quotes/{number}', '/v1/sales/quotes/Q-000123'],
    ['/v1/settings', '/v1/settings'],
    ['/v1/settings/versions', '/v1/settings/versions'],
    ['/v1/people', '/v1/people'],
    ['/v1/health/live', '/v1/health/live'],
    ['/v1/health/ready', '/v1/health/ready'],
  ])('%s', async (path, url) => {
    const answer = await app.inject({ url, headers: as('admin') });
    expect(answer.statusCode).toBe(200);
    expect(isDocumented(path, 'get', answer)).toBeNull();
  });

  test.each([
    `/v1/inquiries/${INQUIRY}/order`,
    `/v1/inquiries/${OTHER}/quote`,
    '/v1/sales/orders/O-1',
    '/v1/files/f9',
    `/v1/mails/${OTHER}/raw`,
  ])('%s is not there', async (url) => {
    expect((await app.inject({ url, headers: as('reader') })).json()).toMatchObject({ code: 'NotFound', status: 404 });
  });

  test('revisions say what each changed, whoever changed it, and do without those the sales system does not keep', async () => {
    const third = { ...quote, revision: 3, requestedDate: '2027-01-02' };
    const kept = new Map([
      [2, { ...quote, revision: 2 }],
      [3, third],
    ]);
    jest.spyOn(parts.sales, 'quote').mockImplementation(async (_, revision = 3) => kept.get(revision) ?? null);
    const answer = await app.inject({ url: `/v1/inquiries/${INQUIRY}/revisions`, headers: as('reader') });
    expect(isDocumented('/v1/inquiries/{id}/revisions', 'get', answer)).toBeNull();
    expect(answer.json()).toMatchObject({
      items: [
        { revision: 2, differences: [] },
        { kind: 'quote', revision: 3, differences: [{ field: 'requestedDate', now: '2027-01-02' }] },
      ],
    });
  });

  test('query strings become what the store filters by', async () => {
    const list = jest.spyOn(parts.store.inquiries, 'list');
    await app.inject({
      url: '/v1/inquiries?attention=false&status=paused&q=bolt&limit=7&after=abc',
      headers: as('reader'),
    });
    expect(list).toHaveBeenCalledWith({ attention: false, status: 'paused', q: 'bolt' }, { limit: 7, after: 'abc' });
  });

  test('says which inquiries it belongs together with, in both directions', async () => {
    const id = (last: string) => `${INQUIRY.slice(0, -1)}${last}`;
    const link = { inquiry: id('B'), relation: 'split-into' } as const;
    now.inquiries.set(INQUIRY, { ...summary, follows: id('A'), linked: [link, { ...link, inquiry: id('D') }] });
    now.inquiries.set(id('A'), { ...summary, id: id('A'), status: 'ended', outcome: 'declined', quote: null });
    now.inquiries.set(id('B'), { ...summary, id: id('B') });
    now.inquiries.set(id('C'), { ...summary, id: id('C'), follows: INQUIRY });
    const answer = await app.inject({ url: `/v1/inquiries/${INQUIRY}`, headers: as('reader') });
    expect(isDocumented('/v1/inquiries/{id}', 'get', answer)).toBeNull();
    expect(answer.json()).toMatchObject({
      related: [
        { inquiry: id('A'), relation: 'follows', outcome: 'declined', quote: null },
        { inquiry: id('B'), relation: 'split-into', quote: 'Q-000123', order: null },
        { inquiry: id('C'), relation: 'followed-by', subject: 'Boulons' },
      ],
    });
    now.inquiries.clear();
    now.inquiries.set(INQUIRY, summary);
  });

  test('links lead to the documents, and to the history while there is one', async () => {
    const links = async (describe: () => Promise<unknown>, status: 'ended' | 'working') => {
      now.inquiries.set(INQUIRY, { ...summary, status });
      jest.spyOn(parts.temporal.workflow, 'getHandle').mockReturnValue({ describe } as never);
      return (await app.inject({ url: `/v1/inquiries/${INQUIRY}`, headers: as('reader') })).json<{ links: object }>()
        .links;
    };
    const quotePage = 'http://127.0.0.1:8080/v1/sales/quotes/Q-000123';
    const temporal = `http://127.0.0.1:8233/namespaces/default/workflows/inquiry-${INQUIRY}`;
    const gone = () => Promise.reject(new Error('not found'));
    expect(await links(async () => ({}), 'ended')).toEqual({ temporal, quote: quotePage, order: null, customer: null });
    expect(await links(gone, 'working')).toMatchObject({ temporal });
    expect(await links(gone, 'ended')).toMatchObject({ temporal: null, quote: quotePage });
  });
});

describe('a mail', () => {
  const post = (payload: string | Buffer | undefined, type: string | undefined) =>
    app.inject({
      method: 'POST',
      url: '/v1/mails',
      headers: { ...as('reviewer'), ...(type ? { 'content-type': type } : {}) },
      payload,
    });

  test('is taken raw, byte for byte, for our mailbox', async () => {
    const receive = jest.spyOn(parts.intake, 'receive');
    const raw = Buffer.from([...Buffer.from('Subject: '), 0xe9, 0x00, 0xff, 13, 10, 13, 10]);
    const answer = await post(raw, 'message/rfc822; charset=binary');
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ mail: MAIL, disposition: 'inquiry', inquiry: INQUIRY });
    expect(answer.headers.location).toBe(`/v1/mails/${MAIL}`);
    expect(isDocumented('/v1/mails', 'post', answer)).toBeNull();
    expect(receive.mock.calls[0]?.[0].equals(raw)).toBe(true);
    expect(receive.mock.calls[0]?.[1]).toEqual({ mailbox: 'sales@ours.example' });
  });

  test.each([
    ['application/octet-stream', 'Subject: x\r\n\r\n', 415],
    ['application/json', '{}', 415],
    ['text/plain', 'Subject: x\r\n\r\n', 415],
    [undefined, undefined, 415],
    ['message/rfc822', 'hello', 422],
    ['message/rfc822', '', 422],
  ])('as %s %p is refused with %d', async (type, payload, status) => {
    const answer = await post(payload, type);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  test('of 30 MiB is taken, of 36 refused', async () => {
    const of = (mib: number) =>
      Buffer.concat([Buffer.from('Subject: x\r\n\r\n'), Buffer.alloc(mib * 1024 * 1024, 'a')]);
    expect((await post(of(30), 'message/rfc822')).statusCode).toBe(202);
    expect((await post(of(36), 'message/rfc822')).json()).toMatchObject({ code: 'TooLarge' });
  });

  test('comes back raw, as a download', async () => {
    const answer = await app.inject({ url: `/v1/mails/${MAIL}/raw`, headers: as('reader') });
    expect(answer.headers).toMatchObject({
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="${MAIL}.eml"`,
      'x-content-type-options': 'nosniff',
    });
    expect(answer.body).toBe('Subject: x\r\n\r\n');
  });

  test('that has its inquiry is not opened again', async () => {
    const answer = await app.inject({ method: 'POST', url: `/v1/mails/${MAIL}/open`, headers: as('reviewer') });
    expect(answer.json()).toMatchObject({ code: 'AlreadyRouted', inquiry: INQUIRY });
  });
});

describe('a file', () => {
  test.each([
    ['application/pdf', 'inline', 'application/pdf'],
    ['text/plain', 'inline', 'text/plain; charset=utf-8'],
    ['TEXT/HTML; charset=utf-8', 'attachment', 'text/html'],
    ['image/svg+xml', 'attachment', 'image/svg+xml'],
    ['x\r\nset-cookie: a=b', 'attachment', 'application/octet-stream'],
    ['', 'attachment', 'application/octet-stream'],
  ])('declared as %p is given as %s', async (declared, disposition, type) => {
    now.files.set('f1', { ...now.files.get('f1')!, type: declared });
    const { headers, body, statusCode } = await app.inject({ url: '/v1/files/f1', headers: as('reader') });
    expect([statusCode, body]).toEqual([200, '%PDF-1.7']);
    expect(headers).toMatchObject({
      'content-type': type,
      'content-length': '8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(headers['content-disposition']).toBe(
      `${disposition}; filename="Devis \\"é\\" ?1.pdf"; filename*=UTF-8''Devis%20%22%C3%A9%22%20%E2%84%961.pdf`,
    );
    expect(headers['set-cookie']).toBeUndefined();
  });
});

describe('a document of the sales system', () => {
  const put = (payload: object, ifMatch?: string) =>
    app.inject({
      method: 'PUT',
      url: '/v1/sales/quotes/Q-000123',
      headers: { ...as('reviewer'), ...(ifMatch ? { 'if-match': ifMatch } : {}) },
      payload,
    });

  test('is read and sent back changed, with the ETag that was read', async () => {
    const write = jest.spyOn(parts.sales, 'put');
    const read = await app.inject({ url: '/v1/sales/quotes/Q-000123', headers: as('reader') });
    const answer = await put({ ...read.json<object>(), requestedDate: '2026-12-24' }, String(read.headers.etag));
    expect([read.headers.etag, answer.statusCode, answer.headers.etag]).toEqual(['"2"', 200, '"3"']);
    const [, , sent, options] = write.mock.calls[0] as [string, string, DocumentPut, object];
    expect(options).toEqual({ expected: 2 });
    expect(sent).toEqual({
      lines: [{ id: 'l1', item: 'BOLT-8', quantity: '12', unit: 'EA', discountPercent: '0' }],
      requestedDate: '2026-12-24',
      shipTo: null,
      discountPercent: '0',
      status: 'open',
    });
  });

  test.each([
    [undefined, 'VersionNeeded', 428],
    ['*', 'VersionNeeded', 428],
    ['"1"', 'VersionMismatch', 412],
    ['W/"2"', 'VersionMismatch', 412],
    ['2', 'VersionMismatch', 412],
  ])('with If-Match %p is refused: %s', async (ifMatch, code, status) => {
    expect((await put(quote, ifMatch)).json()).toMatchObject({ code, status });
  });

  const line = quote.lines[0]!;
  test.each([
    ['the total', { ...quote, total: '1.00' }, 'total'],
    ['the account', { ...quote, account: { ...quote.account, number: 'A2' } }, 'account'],
    ['a price', { lines: [{ ...line, unitPrice: '0.01' }] }, 'lines/0/unitPrice'],
    ['the status to ordered', { ...quote, status: 'ordered' }, 'status'],
  ])('refuses to change %s', async (_name, body, field) => {
    expect((await put(body, '"2"')).json()).toMatchObject({ code: 'EditRefused', field });
  });

  test('takes another item on a line, whatever its price was', async () => {
    expect((await put({ lines: [{ ...line, item: 'NUT-8' }] }, '"2"')).statusCode).toBe(200);
  });

  test('passes on what the sales system says', async () => {
    jest.spyOn(parts.sales, 'put').mockRejectedValue(new Failure('DocumentClosed', 'Q-000123 was lost'));
    expect((await put(quote, '"2"')).json()).toMatchObject({ code: 'DocumentClosed', detail: 'Q-000123 was lost' });
  });

  test('takes no field it does not know', async () => {
    expect((await put({ ...quote, price: '1' }, '"2"')).statusCode).toBe(400);
  });
});

describe('an inquiry', () => {
  const remove = (id: string) => app.inject({ method: 'DELETE', url: `/v1/inquiries/${id}`, headers: as('admin') });

  test('is removed by an admin, only after its end', async () => {
    expect((await remove(INQUIRY)).json()).toMatchObject({ code: 'InquiryRuns' });
    expect(now.removed).toEqual([]);
    now.inquiries.set(INQUIRY, { ...summary, status: 'ended', outcome: 'declined' });
    const answer = await remove(INQUIRY);
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect(now.removed).toEqual([`${INQUIRY} by admin`]);
    expect((await remove(OTHER)).statusCode).toBe(404);
  });
});

describe('people', () => {
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, headers: as('admin'), payload });

  test('are added and given tokens', async () => {
    const added = await post('/v1/people', { name: 'Bo', role: 'reviewer' });
    expect(added.statusCode).toBe(201);
    expect(isDocumented('/v1/people', 'post', added)).toBeNull();
    const given = await post('/v1/tokens', { person: added.json<{ id: string }>().id });
    expect([given.statusCode, given.json<{ token: string }>().token]).toEqual([201, 'a new token']);
    expect(given.headers['cache-control']).toBe('no-store');
  });

  test.each([[{ name: 'Bo', role: 'king' }], [{ name: ' ', role: 'reader' }], [{ role: 'reader' }]])(
    'are not made of %j',
    async (payload) => {
      expect((await post('/v1/people', payload)).statusCode).toBe(400);
    },
  );

  test('nobody knows get no token', async () => {
    expect((await post('/v1/tokens', { person: 'x' })).statusCode).toBe(404);
  });
});

describe('health', () => {
  test('tells which part is away, and the process lives on', async () => {
    jest.spyOn(parts.store, 'ping').mockRejectedValue(new Error('down'));
    const ready = await app.inject({ url: '/v1/health/ready' });
    expect(ready.json()).toMatchObject({ code: 'Unavailable', away: ['mongodb'] });
    expect(ready.headers['retry-after']).toBe('2');
    expect((await app.inject({ url: '/v1/health/live' })).statusCode).toBe(200);
  });
});

describe('browsers', () => {
  test('are told to run nothing', async () => {
    const { headers } = await app.inject({ url: '/v1/health/live' });
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  test('are led to the pages, which may run their own scripts, on plain http too', async () => {
    expect((await app.inject({ url: '/' })).headers.location).toBe('/docs');
    const page = await app.inject({ url: '/docs/static/index.html' });
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self'/);
    expect(page.headers['content-security-policy']).not.toMatch(/upgrade-insecure-requests/);
  });
});
