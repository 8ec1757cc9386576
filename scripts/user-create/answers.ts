import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { StartError } from '../start/start-errors';

export const USAGE = `Usage:
  npm run user:create -- --username jroe --name "Jane Roe" --email jane@example.org \\
    (--provider "Big Sky School District" | --new-provider "Name" --phone "(406) 555-0100") --role manager|editor|viewer
  npm run user:create -- --username jroe --name "Jane Roe" --email jane@example.org --staff staff|administrator`;

const OPTIONS = ['username', 'name', 'email', 'provider', 'new-provider', 'phone', 'role', 'staff'] as const;
type Option = (typeof OPTIONS)[number];
export type Answers = Partial<Record<Option, string>>;

/** Reads the options. @throws StartError for one that does not exist or does not go with another */
export function readOptions(args: string[]): Answers {
  let values: Answers;
  try {
    const options = Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' as const }]));
    values = parseArgs({ args, options, allowPositionals: false }).values as Answers;
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('\n')[0]}\n${USAGE}`);
  }
  const places = (['provider', 'new-provider', 'staff'] as const).filter((name) => values[name] !== undefined);
  if (places.length > 1) {
    throw new StartError(`--${places.join(' and --')} do not go together: a person has one of them.`);
  }
  if (values.staff !== undefined && values.role !== undefined) {
    throw new StartError('--role is for users of a provider. For staff write --staff staff or --staff administrator.');
  }
  if (values.phone !== undefined && values.provider !== undefined) {
    throw new StartError('--phone is for a new provider only: give it together with --new-provider.');
  }
  return values;
}

const QUESTIONS: Record<Option, string> = {
  username: 'Username (without OPI\\)',
  name: 'Name of the person',
  email: 'Email address',
  provider: 'Provider (leave blank for staff of the agency)',
  'new-provider': 'Name of the new provider',
  phone: 'Phone of the new provider, as printed on certificates',
  role: 'Role (manager, editor or viewer)',
  staff: 'staff or administrator',
};

/** Returns the options that are still missing. */
export function missing(answers: Answers): Option[] {
  const always = (['username', 'name', 'email'] as const).filter((name) => !answers[name]?.trim());
  const isStaff = answers.staff !== undefined;
  const isNew = answers['new-provider'] !== undefined;
  if (isStaff) return [...always, ...(answers.staff?.trim() ? [] : (['staff'] as const))];
  const provider: Option[] = isNew ? ['new-provider', 'phone'] : ['provider'];
  return [...always, ...[...provider, 'role' as const].filter((name) => !answers[name]?.trim())];
}

/**
 * Asks for what is missing, and nothing else.
 * @throws StartError when there is nobody to ask
 */
export async function askForMissing(answers: Answers): Promise<Answers> {
  const lacking = missing(answers);
  if (lacking.length === 0) return answers;
  if (!process.stdin.isTTY) {
    const names = lacking.map((name) => (name === 'provider' ? '--provider (or --staff)' : `--${name}`));
    throw new StartError(`Missing: ${names.join(', ')}.\n${USAGE}`);
  }
  const given = { ...answers };
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (let [next] = missing(given); next; [next] = missing(given)) {
      const answer = (await terminal.question(`${QUESTIONS[next]}: `)).trim();
      if (next === 'provider' && answer === '') given.staff = '';
      else given[next] = answer;
    }
  } finally {
    terminal.close();
  }
  return given;
}
