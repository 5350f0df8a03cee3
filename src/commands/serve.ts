import { buildApi } from '../api/app.ts';
import type { House } from '../assemble.ts';
import { Failure } from '../domain/failures.ts';

/** Starts the API; resolves to how it is closed. */
export async function serveApi(house: House): Promise<() => Promise<void>> {
  const { config, store, embedded, intake, temporal, codec, log } = house;
  const app = await buildApi({ config, store, sales: embedded.sales, crm: embedded.crm, intake, temporal, codec, log });
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new Failure(
      'Unavailable',
      `Port ${config.port} is ${code === 'EACCES' ? 'not allowed' : 'taken'}: set PORT to a free one.`,
    );
  }
  return () => app.close();
}
