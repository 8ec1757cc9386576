import { sharedInProcess } from './shared';

/** What the start decided, for the system page that staff see, and whether the server is stopping. */
type ServedAs = { ownDatabase: boolean; trustProxy: string[]; startedAt: Date | null; stopping: boolean };

export const servedAs = sharedInProcess(
  'servedAs',
  (): ServedAs => ({ ownDatabase: false, trustProxy: [], startedAt: null, stopping: false }),
);
