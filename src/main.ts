/** The sub-commands. Each is a file in commands/; here is only which one, and how failing looks. */
import { Failure } from './domain/failures.ts';

const commands = {
  up: () => import('./commands/up.ts'),
  api: () => import('./commands/api.ts'),
  worker: () => import('./commands/worker.ts'),
  setup: () => import('./commands/setup.ts'),
  read: () => import('./commands/read.ts'),
  import: () => import('./commands/import.ts'),
  token: () => import('./commands/token.ts'),
};

const [name = '', ...words] = process.argv.slice(2);
if (!Object.hasOwn(commands, name)) {
  console.error(`Usage: main ${Object.keys(commands).join(' | ')}`);
  process.exit(2);
}

try {
  const { run } = await commands[name as keyof typeof commands]();
  await run(words);
  process.exit(0);
} catch (error) {
  const expected = error instanceof Failure || (error instanceof Error && error.name !== 'TypeError');
  console.error(expected ? error.message : error);
  process.exit(1);
}
