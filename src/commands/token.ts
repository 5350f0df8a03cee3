import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { Failure } from '../domain/failures.ts';
import { createLog } from '../log.ts';
import { connectStore } from '../store/index.ts';

const roles = ['admin', 'reviewer', 'reader'] as const;

/** `token --name Anna --role reviewer`: makes a person and prints the token, which is shown this once. */
export async function run(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: { name: { type: 'string' }, role: { type: 'string', default: 'reviewer' } },
  });
  const role = roles.find((known) => known === values.role);
  if (!values.name || !role)
    throw new Failure('Invalid', `Usage: npm run token -- --name NAME [--role ${roles.join('|')}]`);
  const config = readConfig();
  const store = await connectStore({ uri: config.mongodbUri, log: createLog(config.logLevel) });
  try {
    const person = await store.people.add({ name: values.name, role });
    console.log(await store.people.giveToken(person.id));
  } finally {
    await store.close();
  }
}
