/** The servers that `npm test` starts; a test run by hand needs the same variables. */
const need = (name: string): string => {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: run this through \`npm test -- <pattern>\`, which starts the servers.`);
  return value;
};

export const temporalAddress = (): string => need('TEST_TEMPORAL_ADDRESS');
export const chromiumPath = (): string => need('CHROMIUM_PATH');

/** A database of its own on the test's MongoDB. */
export function databaseUri(name: string): string {
  const uri = new URL(need('TEST_MONGODB_URI'));
  uri.pathname = `/${name}`;
  return uri.toString();
}
