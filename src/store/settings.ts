/** Who we are and which reviews are asked for. */
import type { Connection } from 'mongoose';
import { Failure } from '../domain/failures.ts';
import { defaultPolicy, type Company, type Policy } from '../domain/settings.ts';
import type { Store } from './contract.ts';
import { declare, Plain } from './model.ts';

/** Asked ten times an inquiry. A change made by another process is seen this much later. */
const FRESH_MS = 2_000;

interface Row {
  _id: 'company' | 'policy';
  value: unknown;
}

export function settings(connection: Connection): Store['settings'] {
  const model = declare<Row>(connection, { collection: 'settings', fields: { _id: String, value: Plain } });
  const kept = new Map<Row['_id'], { value: unknown; until: number }>();
  const value = async (id: Row['_id']) => {
    const known = kept.get(id);
    if (known && known.until > Date.now()) return known.value;
    const found = (await model.findById(id).lean<Row | null>())?.value;
    if (found !== undefined) kept.set(id, { value: found, until: Date.now() + FRESH_MS });
    return found;
  };
  return {
    policy: async () => ({ ...defaultPolicy, ...((await value('policy')) as Partial<Policy> | undefined) }),
    company: async () => {
      const company = await value('company');
      if (!company) throw new Failure('Unavailable', 'No company is loaded yet');
      return company as Company;
    },
    setCompany: async (company) => {
      await model.updateOne({ _id: 'company' }, { $set: { value: company } }, { upsert: true });
      kept.delete('company');
    },
  };
}
