import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTrial } from './chaos/trial';

const HELP = `npm run chaos -- [options]
  --minutes=<n>        ends after that long, 10 without it
  --connections=<n>    so many connections are ended, and no more
  --restarts=<n>       so many restarts of the database, and no more
  --files=<n>          so many hostile files to check, 20 without it
  --rounds=<n>         so many rounds of killed processes, and no more`;

/** Makes trouble for a separate instance of the product, on this machine only, and exits with 1 when anything was lost. */
async function chaos(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      connections: { type: 'string' },
      restarts: { type: 'string' },
      files: { type: 'string', default: '20' },
      rounds: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const number = (name: string, text: string | undefined): number => {
    const value = text === undefined ? Number.POSITIVE_INFINITY : Number(text);
    if (!(value >= 0)) throw new Error(`--${name} is "${text}"; it takes a number.`);
    return value;
  };
  const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-chaos-'));
  try {
    const { lines, failures } = await runTrial({
      root: path.resolve(import.meta.dirname, '..'),
      dataDir,
      minutes: number('minutes', values.minutes),
      times: {
        connections: number('connections', values.connections),
        restarts: number('restarts', values.restarts),
        files: number('files', values.files),
        rounds: number('rounds', values.rounds),
      },
      say: (line) => console.error(line),
    });
    console.log(lines.join('\n'));
    for (const failure of failures) console.log(`FAILED: ${failure}`);
    return failures.length === 0 ? 0 : 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

chaos().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
