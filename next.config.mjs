/** @type {import('next').NextConfig} */
export default {
  // Two builds can lie side by side: the product's and the bench's, which has one page more.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // Pages named `page.bench.tsx` exist in the bench's build alone: the product never has them.
  ...(process.env.BENCH === '1' ? { pageExtensions: ['bench.tsx', 'bench.ts', 'tsx', 'ts'] } : {}),
  poweredByHeader: false,
  // Every page has its title in its head from the start: it names the event, and a page without JavaScript needs it there.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  // The server in front lets no page have more than scripts/start/body-limit.ts says; this is the largest of those.
  experimental: { serverActions: { bodySizeLimit: 10_100_000 } },
  // No page has Next.js resize its pictures; left on, anybody could fill the disk with copies in every size.
  images: { unoptimized: true },
  // The scanner's worker may serve pages of events, although its own file is elsewhere.
  headers: async () => [
    { source: '/scanner-worker.js', headers: [{ key: 'Service-Worker-Allowed', value: '/events/' }] },
  ],
  // Types are checked by `npm test`; the TypeScript 7 compiler has no API that the build could call.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'puppeteer',
    'puppeteer-core',
    '@sparticuz/chromium',
    '@node-rs/argon2',
    'mailparser',
    'node-forge',
    'nodemailer',
    'pino',
    'postgres',
  ],
};
