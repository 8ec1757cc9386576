import { GET } from '@/app/api/health/route';
import { checkDatabaseAnswers } from '@/lib/platform/database-health';
import { checkRenderer } from '@/lib/platform/pdf/renderer';

jest.mock('../../lib/platform/database-health', () => ({ checkDatabaseAnswers: jest.fn() }));
jest.mock('../../lib/platform/pdf/renderer', () => ({ checkRenderer: jest.fn() }));

const database = jest.mocked(checkDatabaseAnswers);
const renderer = jest.mocked(checkRenderer);

beforeEach(() => {
  jest.useFakeTimers();
  database.mockResolvedValue();
  renderer.mockResolvedValue();
});
afterEach(() => jest.useRealTimers());

test('all is well when database and renderer are', async () => {
  const answer = await GET();
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});

test('what fails is named, and nothing else is told', async () => {
  renderer.mockRejectedValue(new Error('a secret'));
  const answer = await GET();
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'failing', failing: ['renderer'] }]);
});

test('a part that says nothing fails, too', async () => {
  database.mockReturnValue(new Promise(() => {}));
  const answering = GET();
  await jest.advanceTimersByTimeAsync(10_000);
  const answer = await answering;
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'failing', failing: ['database'] }]);
});
