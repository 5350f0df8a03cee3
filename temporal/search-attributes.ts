import type { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { searchAttributes } from '../src/workflows/search-attributes.ts';

/** temporal.api.enums.v1.IndexedValueType; the SDK does not export its own table. */
const indexedValueTypes: Record<SearchAttributeType, number> = {
  TEXT: 1,
  KEYWORD: 2,
  INT: 3,
  DOUBLE: 4,
  BOOL: 5,
  DATETIME: 6,
  KEYWORD_LIST: 7,
};

/** gRPC status of an attribute that another process registered a moment ago. */
const ALREADY_EXISTS = 6;

/**
 * Registers the search attributes that the namespace does not have yet; returns their names.
 * Throws when one is there with another type: Temporal cannot change it, and every inquiry would fail on it.
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes = {} } = await connection.operatorService.listSearchAttributes({ namespace });
  const foreign = searchAttributes.find(
    ({ name, type }) =>
      customAttributes[name] !== undefined && Number(customAttributes[name]) !== indexedValueTypes[type],
  );
  if (foreign) {
    throw new Error(
      `The namespace ${namespace} has a search attribute ${foreign.name} that is not of type ${foreign.type}: remove it there, or use another namespace.`,
    );
  }
  const missing = searchAttributes.filter(({ name }) => customAttributes[name] === undefined);
  if (missing.length === 0) return [];
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, indexedValueTypes[type]])),
    });
  } catch (error) {
    if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
  }
  return missing.map(({ name }) => name);
}
