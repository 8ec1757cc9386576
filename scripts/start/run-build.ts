import { buildIfChanged } from './build';
import { Children } from './children';
import { endHelpers, runToTheEnd } from './command';
import { readEnvironment } from './environment';

/** Runs `npm run build`: makes the build that every `npm run web` serves, if the sources changed since the last one. */
export function runBuild(args: string[]): Promise<void> {
  return runToTheEnd(async ({ shutdown, say }) => {
    const { root } = await readEnvironment(args);
    const children = new Children();
    endHelpers(shutdown, children, new AbortController());
    await buildIfChanged({ root, children, say });
    say('The build is ready. Every server can use it or a copy of it.');
  });
}
