/**
 * Packages that are ES modules only, or that call import() (mongodb, for `os`): Jest loads CommonJS, so they go through the
 * same transform as our own code.
 */
const esmOnly = [
  'typebox',
  '@fastify/type-provider-typebox',
  'eld',
  'email-forward-parser',
  'unpdf',
  'mongodb',
  'cookie',
  'content-disposition',
  '@fastify/static/node_modules/content-disposition',
];

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '\\.(t|m?j)s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`node_modules/(?!(${esmOnly.join('|')})/)`],
  // Exported to `import` alone, which Jest's resolver does not ask for.
  moduleNameMapper: { '^eld/(\\w+)$': '<rootDir>/node_modules/eld/src/entries/static.$1.js' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  testTimeout: 30_000,
  // Many tests wait for a server more than they compute: a third worker uses what two cores have left.
  maxWorkers: 3,
};
