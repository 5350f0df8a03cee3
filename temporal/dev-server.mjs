/**
 * The Temporal dev server's flags, as data: `npm start`, `npm test` and the benchmarks start the same server.
 * Plain JavaScript, because it is read before anything is installed or built.
 */

/** Same names and types as src/workflows/search-attributes.ts; test/temporal compares them. */
export const searchAttributes = {
  InquiryStatus: 'Keyword',
  Attention: 'Bool',
  ReviewKind: 'Keyword',
  QuoteNumber: 'Keyword',
  AmountMinor: 'Int',
  Currency: 'Keyword',
};

/** SQLite's defaults wait for the disk on every transaction; with these two the server is about twice as fast. */
const sqlitePragmas = ['journal_mode=WAL', 'synchronous=NORMAL'];

/** How long a closed inquiry stays visible in the Web UI. The dev server's own default is one day, and it has no flag for it. */
export const retention = `${90 * 24 * 3600}s`;

/**
 * Arguments for the `temporal` command.
 * @param {object} options
 * @param {{ port: number, uiPort: number, httpPort: number, metricsPort: number }} options.ports
 * @param {string | null} [options.dbFilename] null: in memory, gone when the server stops
 * @param {string | null} [options.codecEndpoint] where the Web UI has payloads decoded
 * @param {boolean} [options.timeSkipping] lets tests run a workflow's clock ahead
 * @returns {string[]}
 */
export function devServerArguments({ ports, dbFilename = null, codecEndpoint = null, timeSkipping = false }) {
  const flags = [
    ['--ip', '127.0.0.1'],
    ['--port', ports.port],
    ['--ui-port', ports.uiPort],
    ['--http-port', ports.httpPort],
    ['--metrics-port', ports.metricsPort],
    ['--log-level', 'warn'],
    ...Object.entries(searchAttributes).map(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...(dbFilename
      ? [['--db-filename', dbFilename], ...sqlitePragmas.map((pragma) => ['--sqlite-pragma', pragma])]
      : []),
    ...(codecEndpoint ? [['--ui-codec-endpoint', codecEndpoint]] : []),
    ...(timeSkipping ? [['--dynamic-config-value', 'frontend.WorkflowTimeSkippingEnabled=true']] : []),
  ];
  return ['server', 'start-dev', '--ui-disable-news-fetch', ...flags.flat().map(String)];
}
