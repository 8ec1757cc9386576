import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

/**
 * Words that people should not read, because docs/vocabulary.md has a better one in plain American English. The second
 * value is the better word.
 */
const FORBIDDEN: [pattern: RegExp, better: string][] = [
  [/\be[-‑]mail/i, 'email'],
  [/\b(some|any|every|no)body\b/i, 'someone, anyone, everyone, no one'],
  [/\bwhoever\b|\b(and|or|for|of|to) whom\b/i, 'the person who, who'],
  [/(?<!anyone |people )\bwho (has it|only|completed the event gets)\b/i, 'anyone who has it, people who'],
  [/\banew\b/i, 'again'],
  [/\bshall\b/i, 'should, will'],
  [/\bany more\b/i, 'no longer'],
  [/\bnumerals?\b/i, 'number, digit'],
  [/\bcancell(ed|ing|s)\b/i, 'canceled'],
  [/organis|recognis|authoris|counsell|\blicence/i, 'organiz, recogniz, authoriz, counsel, license'],
  [/\b(is|are|was|were) told\b/i, 'gets an email, sees, is notified'],
  [/\bin hand\b|\bto put .* right\b|\bby (itself|themselves)\b/i, 'current, fix, automatically'],
  [/\b(stands?|stood) (on|in|above|below|under)\b/i, 'is on, is printed on, appears'],
  [/\b(it|certificates?|they) holds?\b(?! (a|the|no|an)\b)/i, 'is valid, are valid'],
  [/\btick(ed|s)?\b/i, 'check'],
  [/\bletters?\b.*\b(sent|mail|wrote|arrive)|\bthe letter\b/i, 'email'],
  [/\b(write|wrote) to (us|staff|support|the address|\{)/i, 'email'],
  [/\b(begin|began|begun) (again|another|a reset)\b/i, 'start over, start'],
  [/\bUnder way\b|\bowes? (a|one|still)\b|\bstill owes?\b/i, 'in progress, needs a count'],
  [/\bleft for ink\b/i, 'signed by hand'],
  [/\bplease\b/i, 'nothing'],
];

/** Words that people may type into a search or use as a heading of their list; they are never shown. */
const SEARCH_WORDS = new Set([
  'lib/help/questions.ts',
  'lib/attendees/import/heading-words.ts',
  'lib/attendees/import/headings.ts',
  'lib/attendees/import/mark-words.ts',
]);

/**
 * Returns the texts of a source file that have more than one word: strings, templates without their values, and JSX
 * text.
 */
function textsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, value, quasis } = node as { type?: string; value?: unknown; quasis?: { raw: string }[] };
    if ((type === 'StringLiteral' || type === 'JSXText') && typeof value === 'string') texts.push(value);
    if (type === 'TemplateLiteral') texts.push((quasis ?? []).map(({ raw }) => raw).join('{}'));
    Object.values(node).forEach(visit);
  };
  visit(parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x') }).body);
  return texts.map((text) => text.trim().replaceAll(/\s+/g, ' ')).filter((text) => /[a-z] \S|\S [a-z]/i.test(text));
}

function sources(...folders: string[]): string[] {
  const listed = execFileSync('git', ['ls-files', '--', ...folders], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return listed.filter((file) => /\.tsx?$/.test(file));
}

function complaints(text: string): string[] {
  return FORBIDDEN.filter(([pattern]) => pattern.test(text)).map(([, better]) => `“${text}”: ${better}`);
}

test('people read plain American English on screens, in emails, in PDFs and in errors', () => {
  const files = sources('app', 'components', 'lib').filter((file) => !SEARCH_WORDS.has(file));
  expect(files.length).toBeGreaterThan(400);
  const found = files.flatMap((file) =>
    textsOf(file)
      .flatMap(complaints)
      .map((complaint) => `${file}: ${complaint}`),
  );
  expect(found).toEqual([]);
});

test('documents are in plain American English, too', () => {
  const decisions = readdirSync('docs/decisions').map((name) => `docs/decisions/${name}`);
  const files = [
    'README.md',
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/operations.md',
    'docs/learning-systems.md',
    ...decisions,
  ];
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      // Names in code are not words.
      .replaceAll(/`[^`\n]*`/g, '`code`')
      .split('\n')
      .flatMap((line) => complaints(line).map((complaint) => `${file}: ${complaint}`)),
  );
  expect(found).toEqual([]);
});

test.each(FORBIDDEN.map(([pattern, better]) => [better, pattern] as const))(
  'a text that should say “%s” is noticed',
  (_, pattern) => {
    const examples = [
      'Your e-mail',
      'Somebody else',
      'Whoever gets it',
      'Who has it can claim.',
      'Enter it anew.',
      'As it shall be.',
      'It is not here any more.',
      'Eight numerals',
      'It was cancelled.',
      'An organisation',
      'They are told by email.',
      'The change in hand',
      'It stands on the certificate.',
      'It holds.',
      'Tick the box.',
      'The letter is on its way.',
      'Write to us.',
      'Begin again.',
      'Under way',
      'Left for ink',
      'Please wait.',
    ];
    expect(examples.filter((example) => pattern.test(example)).length).toBeGreaterThan(0);
  },
);
