/**
 * PDFs, attachments and raw mails in GridFS. Bytes are stored once per owner: the owner is the inquiry, or the mail they
 * came with. The row is written after its chunks, so a file that can be found is whole.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { Failure } from '../domain/failures.ts';
import type { NewFile, Store, StoredFile } from './contract.ts';
import { isDuplicate, unavailable } from './edge.ts';
import { recent } from './recent.ts';

const { Binary, GridFSBucket, ObjectId } = mongoose.mongo;

/** GridFS's own default. A file that fits into one, as mails and quotes nearly all do, is written and read without a stream. */
const CHUNK_BYTES = 255 * 1024;

/** PDFs just made, which draft and sending ask for. A mail's files may still change their inquiry and are not kept. */
const MOST_KEPT = 500;

const majority = { writeConcern: { w: 'majority' } } as const;

interface FileRow {
  _id: mongoose.mongo.ObjectId;
  filename: string;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  metadata: {
    owner: string;
    sha256: string;
    type: string;
    inquiry: string | null;
    document?: NonNullable<StoredFile['document']>;
  };
}

interface ChunkRow {
  files_id: mongoose.mongo.ObjectId;
  n: number;
  data: mongoose.mongo.Binary;
}

export const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

export function files(connection: Connection) {
  const db = connection.getClient().db(connection.name);
  const bucket = new GridFSBucket(db, { chunkSizeBytes: CHUNK_BYTES, ...majority });
  const kept = recent<StoredFile>(MOST_KEPT);
  const rows = db.collection<FileRow>('fs.files');
  const chunks = db.collection<ChunkRow>('fs.chunks');

  const stored = (row: FileRow): StoredFile => ({
    id: row._id.toHexString(),
    name: row.filename,
    type: row.metadata.type,
    bytes: row.length,
    sha256: row.metadata.sha256,
    inquiry: row.metadata.inquiry,
    document: row.metadata.document ?? null,
  });

  const idOf = (id: string) => (/^[0-9a-f]{24}$/.test(id) ? new ObjectId(id) : null);

  /** Two writers of the same bytes both upload; the unique index lets one row in, the other takes its chunks away. */
  async function putFor(owner: string, file: NewFile): Promise<StoredFile> {
    const hash = sha256(file.content);
    const key = { 'metadata.owner': owner, 'metadata.sha256': hash };
    const isSmall = file.content.length < CHUNK_BYTES;
    const there = isSmall ? null : await rows.findOne(key);
    if (there) return stored(there);
    const { name, type, inquiry, document } = file;
    const metadata = { owner, sha256: hash, type, inquiry, ...(document && { document }) };
    const id = new ObjectId();
    try {
      if (isSmall) await uploadChunk(id, file, metadata);
      else {
        const upload = bucket.openUploadStreamWithId(id, file.name, { metadata });
        await pipeline(Readable.from([file.content], { objectMode: false }), upload);
      }
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      await chunks.deleteMany({ files_id: id });
      const first = await rows.findOne(key);
      if (!first) throw error;
      return stored(first);
    }
    const bytes = file.content.length;
    return { id: id.toHexString(), name, type, bytes, sha256: hash, inquiry, document: document ?? null };
  }

  async function uploadChunk(_id: FileRow['_id'], { name, content }: NewFile, metadata: FileRow['metadata']) {
    if (content.length > 0) await chunks.insertOne({ files_id: _id, n: 0, data: new Binary(content) }, majority);
    const uploadDate = new Date();
    const row = { _id, length: content.length, chunkSize: CHUNK_BYTES, uploadDate, filename: name, metadata };
    await rows.insertOne(row, majority);
  }

  async function* bytesOf(id: string): AsyncGenerator<Buffer> {
    const fileId = idOf(id);
    if (!fileId) throw new Failure('NotFound', 'There is no such file');
    try {
      for await (const chunk of bucket.openDownloadStream(fileId)) yield chunk as Buffer;
    } catch (error) {
      if (error instanceof mongoose.mongo.MongoRuntimeError && error.message.startsWith('FileNotFound'))
        throw new Failure('NotFound', 'There is no such file', {}, { cause: error });
      throw unavailable(error) ?? error;
    }
  }

  const port: Store['files'] = {
    put: async (file) => {
      const made = await putFor(file.inquiry ?? '', file);
      return kept.keep(made.id, made);
    },
    find: async (id) => {
      const known = kept.find(id);
      if (known) return known;
      const fileId = idOf(id);
      const row = fileId && (await rows.findOne({ _id: fileId }));
      return row ? stored(row) : null;
    },
    open: (id) => Readable.from(bytesOf(id), { objectMode: false }),
    read: async (id) => {
      const fileId = idOf(id);
      const first = fileId && (await chunks.findOne({ files_id: fileId, n: 0 }));
      if (first && first.data.length() < CHUNK_BYTES) return Buffer.from(first.data.buffer);
      const parts: Buffer[] = [];
      for await (const part of bytesOf(id)) parts.push(part);
      return Buffer.concat(parts);
    },
  };

  return {
    port,
    putFor,
    /** Files that came with a mail follow it to its inquiry; null: it has none after all. */
    give: async (owner: string, inquiry: string | null, session?: ClientSession): Promise<void> => {
      await rows.updateMany({ 'metadata.owner': owner }, { $set: { 'metadata.inquiry': inquiry } }, { session });
    },
    removeOf: async (inquiry: string): Promise<void> => {
      kept.drop((file) => file.inquiry === inquiry);
      for await (const { _id } of rows.find({ 'metadata.inquiry': inquiry }, { projection: { _id: 1 } }))
        await bucket.delete(_id);
    },
    /** What came with one mail. */
    removeOwned: async (owner: string): Promise<void> => {
      for await (const { _id } of rows.find({ 'metadata.owner': owner }, { projection: { _id: 1 } }))
        await bucket.delete(_id);
    },
    setUp: async (): Promise<void> => {
      const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
      for (const name of ['fs.files', 'fs.chunks']) if (!names.includes(name)) await createCollection(db, name);
      await rows.createIndex({ 'metadata.owner': 1, 'metadata.sha256': 1 }, { unique: true });
      await rows.createIndex({ 'metadata.inquiry': 1 });
      await rows.createIndex({ filename: 1, uploadDate: 1 });
      await chunks.createIndex({ files_id: 1, n: 1 }, { unique: true });
    },
  };
}

export type Files = ReturnType<typeof files>;

/** 48: another process made it in the same moment. */
async function createCollection(db: mongoose.mongo.Db, name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoServerError && error.code === 48)) throw error;
  }
}
