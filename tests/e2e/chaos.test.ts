import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTrial } from '@/scripts/chaos/trial';

jest.setTimeout(300_000);

const dataDir = mkdtempSync(path.join(tmpdir(), 'pdups-chaos-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test('connections, PostgreSQL and processes are ended while people write: nothing is lost, and everything restarts', async () => {
  const { failures, acknowledged, lost, doubled } = await runTrial({
    root: process.cwd(),
    dataDir,
    minutes: 4,
    times: { connections: 15, restarts: 2, files: 1, rounds: 2 },
    say: () => {},
  });
  expect(failures).toEqual([]);
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  expect(acknowledged).toBeGreaterThan(0);
});
