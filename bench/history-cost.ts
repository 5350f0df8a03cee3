import type { Client } from '@temporalio/client';

/** What one inquiry costs on Temporal: events, billable actions (Temporal's price list, markers counted one each) and payload bytes. */
export async function historyCost(
  client: Client,
  workflowId: string,
): Promise<{ events: number; actions: number; payloadBytes: number }> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const list = events ?? [];
  const has = (key: string) => list.filter((event) => (event as unknown as Record<string, unknown>)[key]).length;
  const actions = [
    'workflowExecutionStartedEventAttributes',
    'workflowExecutionSignaledEventAttributes',
    'workflowExecutionUpdateAcceptedEventAttributes',
    'activityTaskScheduledEventAttributes',
    'timerStartedEventAttributes',
    'markerRecordedEventAttributes',
    'upsertWorkflowSearchAttributesEventAttributes',
  ].reduce((sum, key) => sum + has(key), 0);
  return { events: list.length, actions, payloadBytes: list.reduce((sum, event) => sum + bytesIn(event), 0) };
}

/** Payloads are the objects with metadata and data. */
function bytesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return 0;
  const { metadata, data } = value as { metadata?: unknown; data?: unknown };
  if (metadata && data instanceof Uint8Array) return data.length + bytesInMetadata(metadata);
  return Object.values(value).reduce<number>((sum, inner) => sum + bytesIn(inner), 0);
}

const bytesInMetadata = (metadata: object): number =>
  Object.values(metadata).reduce<number>((sum, value) => sum + (value instanceof Uint8Array ? value.length : 0), 0);
