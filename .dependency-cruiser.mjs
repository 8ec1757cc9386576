/**
 * The rooms of lib. Each may use the ones before it and none after it, so no two rooms ever use each other. A new room gets
 * its place here.
 */
export const ROOMS = [
  'platform',
  'access',
  'audit',
  'settings',
  'conferences',
  'events',
  'users',
  'providers',
  'yearly-documents',
  'attendees',
  'evaluations',
  'series',
  'conference-sessions',
  'printing',
  'signing',
  'certificates',
  'whole-conference',
  'courses',
  'share-links',
  'calendar',
  'claims',
  'conference-links',
  'conference-roster',
  'webhooks',
  'learning-systems',
  'requests',
  'applications',
  'notices',
  'help',
  'system',
  'jobs',
  'demo',
];

/** The one thing that platform knows of the rooms after it: every visit says who acts. */
const WHO_ACTS = '^lib/access/(actor|session)\\.ts$';

const packages = (...names) => `^node_modules/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const betweenLayers = [
  {
    name: 'pages reach the database through use cases only',
    from: { path: '^app/' },
    to: { path: ['^db/', packages('drizzle-orm', 'postgres')] },
  },
  {
    name: 'the database knows nothing of the rooms above it',
    from: { path: '^db/' },
    to: { path: ['^(lib|app|components)/', packages('next', 'react')] },
  },
  { name: 'lib knows nothing of pages', from: { path: '^lib/' }, to: { path: '^(app|components)/' } },
  {
    name: 'rules and policies are pure',
    from: { path: ['^lib/.*/(rules|policy)\\.ts$', '^lib/access/(actor|capabilities|place|scope)\\.ts$'] },
    to: { path: ['^db/', packages('next', 'react', 'drizzle-orm', 'postgres')] },
  },
  {
    name: 'components get their actions as props and their data as types',
    from: { path: '^components/' },
    to: { path: '^(app|db|scripts)/' },
  },
  {
    name: 'what jobs do needs no framework',
    from: { path: '^lib/jobs/' },
    to: { path: packages('next', 'react'), reachable: true },
  },
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const betweenRooms = [
  ...ROOMS.slice(0, -1).map((room, place) => ({
    name: `${room} uses only rooms that come before it`,
    from: { path: `^lib/${room}/` },
    to: {
      path: `^lib/(${ROOMS.slice(place + 1).join('|')})/`,
      pathNot: room === 'platform' ? WHO_ACTS : undefined,
    },
  })),
  { name: 'who acts rests on nothing', from: { path: WHO_ACTS }, to: { pathNot: WHO_ACTS } },
  {
    name: 'every room has its place',
    from: { path: '^lib/', pathNot: `^lib/(${ROOMS.join('|')})/` },
    to: {},
  },
  {
    name: 'the PDF engine is used through its doors: renderer, fonts, files, signing',
    from: { path: '^(lib|app|components)/', pathNot: '^lib/platform/' },
    to: { path: '^lib/platform/pdf/.*/' },
  },
  { name: 'no two files use each other', from: {}, to: { circular: true } },
  // A wall stands only where it is known what an import leads to.
  { name: 'every import leads somewhere', from: {}, to: { couldNotResolve: true } },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...betweenLayers, ...betweenRooms].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // TypeScript 7 has no API that could parse; swc reads types, dynamic imports and JSX alike.
    parser: 'swc',
    // Imports of types count, too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
