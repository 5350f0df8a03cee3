/** Where this checkout is, and what installations leave in it. */
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Installed parts serve every data folder of this checkout, tests included; QUOTEWRIGHT_DATA moves the state only. */
export const partsFolder = join(root, '.data', 'parts');

/** Read by Node, npm and the parts alike: the folder that `npm ci` fills. */
export const nodeModules = join(root, 'node_modules');
