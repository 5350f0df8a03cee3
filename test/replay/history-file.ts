/** A history as JSON, in protobuf.js' own mapping: the SDK's historyToJSON needs a reflection of types that is not always there. */
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
type RecordedHistory = ReturnType<typeof History.create>;

export const toJson = (history: Parameters<typeof History.create>[0]): string =>
  JSON.stringify(History.toObject(History.create(history), { enums: String, longs: String, bytes: String }));

export const fromJson = (json: string): RecordedHistory =>
  History.fromObject(JSON.parse(json) as Record<string, unknown>);
