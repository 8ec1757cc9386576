import { sharedInProcess } from './shared';

/** What the start decided, for the system page that staff see, and whether the server is stopping. */
type ServedAs = {
  ownDatabase: boolean;
  trustProxy: string[];
  startedAt: Date | null;
  stopping: boolean;
  /** Whether it answers other machines because no demo sign-in was enabled when it started. */
  openWithoutDemo: boolean;
};

export const servedAs = sharedInProcess(
  'servedAs',
  (): ServedAs => ({ ownDatabase: false, trustProxy: [], startedAt: null, stopping: false, openWithoutDemo: false }),
);
