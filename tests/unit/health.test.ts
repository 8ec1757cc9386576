import { GET } from '@/app/api/health/route';
import { checkDatabaseAnswers } from '@/lib/platform/database-health';
import { checkPrintQueue } from '@/lib/platform/pdf/renderer';
import { servedAs } from '@/lib/platform/served-as';
import { checkPrinting } from '@/lib/printing/check-printing';

jest.mock('../../lib/platform/database-health', () => ({ checkDatabaseAnswers: jest.fn() }));
jest.mock('../../lib/printing/check-printing', () => ({ checkPrinting: jest.fn() }));
jest.mock('../../lib/platform/pdf/renderer', () => ({ checkPrintQueue: jest.fn() }));

const database = jest.mocked(checkDatabaseAnswers);
const renderer = jest.mocked(checkPrinting);
const queue = jest.mocked(checkPrintQueue);

beforeEach(() => {
  jest.useFakeTimers();
  database.mockResolvedValue();
  renderer.mockResolvedValue();
  queue.mockResolvedValue();
});
afterEach(() => jest.useRealTimers());

test('all is well when database and renderer are', async () => {
  const answer = await GET();
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});

test('the failing part is named, and nothing else is revealed', async () => {
  renderer.mockRejectedValue(new Error('a secret'));
  const answer = await GET();
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'failing', failing: ['renderer'] }]);
});

test('a full print queue counts as a failing part', async () => {
  queue.mockRejectedValue(new Error('full'));
  const answer = await GET();
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'failing', failing: ['print queue'] }]);
  expect(answer.headers.get('Retry-After')).toBe('10');
});

test('a part that does not answer fails, too', async () => {
  database.mockReturnValue(new Promise(() => {}));
  const answering = GET();
  await jest.advanceTimersByTimeAsync(10_000);
  const answer = await answering;
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'failing', failing: ['database'] }]);
});

test('a server that is about to stop says so, without checking its parts', async () => {
  servedAs.stopping = true;
  try {
    const answer = await GET();
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'stopping' }]);
  } finally {
    servedAs.stopping = false;
  }
});
