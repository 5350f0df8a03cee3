import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpTemporal } from '../../temporal/set-up.ts';
import type { House } from '../assemble.ts';

/** Collections and indexes, Temporal's search attributes and schedules, the company's data, the first admin. Safe to run again. */
export async function setUp({ config, store, embedded, connection, log }: House): Promise<void> {
  await store.setUp();
  await embedded.setUp();
  const { loaded, company } = await embedded.load(config.companyDir);
  if (loaded) log.info({ company: company.name }, 'company loaded');
  await firstAdmin(config.data, store);
  await setUpTemporal({ connection, namespace: config.temporal.namespace, log });
}

export const adminTokenFile = (data: string): string => join(data, 'admin-token');

/** The token is in the file before the database knows it: a crash between the two is mended by the next start. */
async function firstAdmin(data: string, { people }: Pick<House['store'], 'people'>): Promise<void> {
  const file = adminTokenFile(data);
  const [admin = await people.add({ name: 'Admin', role: 'admin' })] = await people.admins();
  if (!existsSync(file)) {
    writeFileSync(file, `${await people.giveToken(admin.id)}\n`, { mode: 0o600, flag: 'wx' });
    return;
  }
  const token = readFileSync(file, 'utf8').trim();
  if (!(await people.byToken(token))) await people.giveToken(admin.id, token);
}
