import path from 'node:path';
import { parseArgs } from 'node:util';
import { anchorFile, readAnchors } from '../../lib/audit/anchors';
import { verifyChain } from '../../lib/audit/verify';
import { database, refusalOf } from '../../lib/platform/database';
import { log } from '../../lib/platform/log';
import { closeAll } from '../../lib/platform/shutdown';
import { loadEnvFile, readSettings } from '../start/settings';
import { Shutdown } from '../start/shutdown';
import { StartError } from '../start/start-errors';
import { reachDatabase } from '../user-create/product';

const HELP = `npm run audit:verify -- [options]
  --anchors <file>  also compares the lines of this file, such as those that came by email

Checks that no entry of the audit log was changed, taken out, put in between or cut off. It changes nothing.
Exit codes: 0 the log is whole, 1 it is not, 2 it could not be checked.`;

/** Runs `npm run audit:verify`: reports what is broken in the audit log, and where. Returns the exit code. */
export async function verifyAtTerminal(args: string[]): Promise<number> {
  const shutdown = new Shutdown((name) => console.error(`The ${name} did not end cleanly.`));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void shutdown.all().then(() => process.exit(130)));
  }
  try {
    return await verify(args, shutdown);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const known = error instanceof StartError ? error.sentence : refusalOf(error)?.sentence;
    console.error(known ?? `The audit log could not be checked (${error.name}).`);
    return 2;
  } finally {
    await shutdown.all();
  }
}

async function verify(args: string[], shutdown: Shutdown): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const root = path.resolve(__dirname, '../..');
  loadEnvFile(root);
  const settings = readSettings(process.env, root);
  const own = await readAnchors(anchorFile(settings.dataDir));
  const others = options.anchors === undefined ? null : await readAnchors(path.resolve(options.anchors));
  if (others?.anchors.length === 0) throw new StartError(`There are no anchors in ${options.anchors}.`);

  log.level = 'silent';
  process.env.DATA_DIR = settings.dataDir;
  await reachDatabase(settings, shutdown);
  shutdown.add('connections', () => closeAll(() => {}));

  const started = performance.now();
  const { links, erased, anchors, problems } = await verifyChain(database(), {
    anchors: [...own.anchors, ...(others?.anchors ?? [])],
    onProgress: (done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${inWords(done)} of ${inWords(total)} entries`);
      else if (done % 100_000 === 0) console.error(`${inWords(done)} of ${inWords(total)} entries`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${inWords(links)} entries read in ${seconds.toFixed(1)} s, ${inWords(Math.round(links / seconds))} a second.`,
  );
  if (erased > 0) console.log(`The details of ${inWords(erased)} were erased by approved disposal runs.`);
  console.log(
    anchors > 0
      ? `Anchors from outside of the database that were compared: ${inWords(anchors)}.`
      : 'There is no anchor from outside of the database yet, so a cut-off end would not be noticed.',
  );
  const unreadable = own.unreadable + (others?.unreadable ?? 0);
  if (unreadable > 0)
    console.log(`${inWords(unreadable)} lines of the anchors cannot be read. Someone changed the file.`);
  for (const { position, sentence } of problems) {
    console.log(position === null ? sentence : `Position ${inWords(position)}: ${sentence}`);
  }
  if (problems.length > 0 || unreadable > 0) {
    console.log('The audit log has been changed.');
    return 1;
  }
  console.log('The audit log is intact.');
  return 0;
}

function readOptions(args: string[]) {
  try {
    return parseArgs({ args, options: { anchors: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('\n')[0]} See npm run audit:verify -- --help.`);
  }
}

function inWords(count: number): string {
  return count.toLocaleString('en-US');
}
