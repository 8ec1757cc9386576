const root = import.meta.dirname;

// Tests and the product they start print with the packaged browser, so that they say the same on every machine.
// TEST_BROWSER names another one to try them with.
delete process.env.PUPPETEER_WS_ENDPOINT;
delete process.env.PUPPETEER_EXECUTABLE_PATH;
if (process.env.TEST_BROWSER) process.env.PUPPETEER_EXECUTABLE_PATH = process.env.TEST_BROWSER;
// What goes well is not news between the results.
process.env.LOG_LEVEL ??= 'warn';

const swc = {
  '^.+\\.(m?js|tsx?)$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        target: 'es2023',
        baseUrl: root,
        paths: { '@/*': ['./*'] },
      },
      module: { type: 'commonjs' },
    },
  ],
};

const common = {
  transform: swc,
  // These packages come as ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(temporal-polyfill|temporal-utils|@sparticuz|puppeteer|puppeteer-core|@puppeteer|@axe-core|csv-stringify|csv-parse|client-zip|saxen|graphile-worker|lru-cache|next-auth|jose|asn1js|pkijs|@peculiar|bytestreamjs|@noble|qr)/)',
  ],
  moduleNameMapper: { '\\.css$': '<rootDir>/tests/support/empty-module.ts' },
  modulePathIgnorePatterns: ['<rootDir>/\\.next', '<rootDir>/\\.data'],
  setupFilesAfterEnv: ['<rootDir>/tests/support/no-console-errors.ts'],
};

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  // Patience only: a busy machine makes a test slow, not wrong.
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/{unit,architecture,start,pdf}/**/*.test.{ts,tsx}'],
    },
    {
      ...common,
      displayName: 'database',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/{db,actions}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/start-database.ts',
      globalTeardown: '<rootDir>/tests/support/stop-database.ts',
    },
    {
      ...common,
      displayName: 'components',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tests/components/**/*.test.tsx'],
      setupFilesAfterEnv: [...common.setupFilesAfterEnv, '<rootDir>/tests/support/dom.ts'],
    },
    {
      ...common,
      displayName: 'end to end',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/{e2e,access}/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/start-product.ts',
      globalTeardown: '<rootDir>/tests/support/stop-product.ts',
      setupFilesAfterEnv: [...common.setupFilesAfterEnv, '<rootDir>/tests/support/patience.ts'],
    },
  ],
};
