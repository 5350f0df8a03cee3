/**
 * Who we are and which reviews are asked for. What administrators set is only added to: each version is a row, the highest is
 * the current one, so that an inquiry's snapshot can be explained years later.
 */
import type { Connection } from 'mongoose';
import { defaultPolicy } from '../domain/default-policy.ts';
import { Failure } from '../domain/failures.ts';
import type { Policy } from '../domain/policy.ts';
import type { Company, CompanyChange } from '../domain/settings.ts';
import type { SettingsVersion, Store } from './contract.ts';
import { isDuplicate } from './edge.ts';
import { declare, Plain } from './model.ts';

/** Asked ten times an inquiry. A change made by another process is seen this much later. */
const FRESH_MS = 2_000;

interface CompanyRow {
  _id: 'company';
  value: Company;
}

interface VersionRow {
  _id: number;
  /** Its `version` is the one it was made from. */
  policy: Policy;
  company: CompanyChange;
  at: string;
  by: string;
}

export function settings(connection: Connection): Store['settings'] {
  const loaded = declare<CompanyRow>(connection, { collection: 'settings', fields: { _id: String, value: Plain } });
  const versions = declare<VersionRow>(connection, {
    collection: 'settings-versions',
    fields: { _id: Number, policy: Plain, company: Plain, at: String, by: String },
  });
  const newest = async (): Promise<SettingsVersion> => {
    const [row] = await versions.find().sort({ _id: -1 }).limit(1).lean<VersionRow[]>();
    return row ? versionOf(row) : atFirst;
  };
  const set = remembered(newest);
  const company = remembered(async () => (await loaded.findById('company').lean<CompanyRow | null>())?.value ?? null);

  return {
    policy: async () => (await set.get()).policy,
    company: async () => {
      const [ofFolder, { company: changes }] = await Promise.all([company.get(), set.get()]);
      if (!ofFolder) throw new Failure('Unavailable', 'No company is loaded yet');
      return { ...ofFolder, ...changes };
    },
    setCompany: async (value) => {
      await loaded.updateOne({ _id: 'company' }, { $set: { value } }, { upsert: true });
      company.forget();
    },
    change: async ({ policy, company }, { expected, by }) => {
      const now = await newest();
      if (now.policy.version !== expected)
        throw new Failure('VersionMismatch', undefined, { version: now.policy.version });
      const row = {
        _id: expected + 1,
        policy: policy ?? now.policy,
        company: company ?? now.company,
        at: new Date().toISOString(),
        by,
      };
      try {
        await versions.create(row);
      } catch (error) {
        if (isDuplicate(error)) throw new Failure('VersionMismatch', undefined, { version: expected + 1 });
        throw error;
      }
      set.forget();
      return versionOf(row);
    },
    version: async (number) => {
      if (number === atFirst.policy.version) return atFirst;
      const row = await versions.findById(number).lean<VersionRow | null>();
      return row && versionOf(row);
    },
    versions: async (limit) =>
      (await versions.find().sort({ _id: -1 }).limit(limit).lean<VersionRow[]>()).map(versionOf),
  };
}

/** Before anything was set. */
const atFirst: SettingsVersion = { policy: defaultPolicy, company: {}, at: null, by: null };

/** A version kept before a setting existed has that setting's default. */
const versionOf = ({ _id, policy, company, at, by }: VersionRow): SettingsVersion => ({
  policy: { ...defaultPolicy, ...policy, version: _id },
  company,
  at,
  by,
});

/** Nothing (null) is asked for again each time: it may be there the next moment. */
function remembered<T>(ask: () => Promise<T>) {
  let kept: { value: T; until: number } | null = null;
  return {
    get: async (): Promise<T> => {
      if (kept && kept.until > Date.now()) return kept.value;
      const value = await ask();
      kept = value === null ? null : { value, until: Date.now() + FRESH_MS };
      return value;
    },
    forget: () => void (kept = null),
  };
}
