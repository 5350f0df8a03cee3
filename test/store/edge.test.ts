import { describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { atEdge } from '../../src/store/edge.ts';

const { mongo } = mongoose;
const failing = (error: Error) => atEdge({ find: () => Promise.reject(error) }).find();
const withCode = (code: string) => Object.assign(new Error('This socket has been ended by the other party'), { code });

describe('what a store throws while the database is away', () => {
  test.each<[string, Error]>([
    ['no server', new mongo.MongoServerSelectionError('x', { servers: new Map() } as never)],
    ['a cut connection', new mongo.MongoNetworkError('connection closed')],
    ['a server that shuts down', new mongo.MongoServerError({ message: 'x', code: 91 })],
    ['a socket that ended as it was written to', withCode('EPIPE')],
    ['a socket that was reset', withCode('ECONNRESET')],
  ])('%s: Unavailable, with a time to try again', async (_, error) => {
    await expect(failing(error)).rejects.toMatchObject({ type: 'Unavailable', retryAfterSeconds: 5, cause: error });
  });

  test.each<[string, Error]>([
    ['a bug', new TypeError('x is not a function')],
    ['a file that is not there', withCode('ENOENT')],
    ['a broken rule', new mongo.MongoServerError({ message: 'E11000', code: 11000 })],
  ])('%s: passed on as it is', async (_, error) => {
    await expect(failing(error)).rejects.toBe(error);
  });
});
