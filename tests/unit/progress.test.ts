import { keepProgressKey, noteProgress, progressOf } from '@/lib/platform/progress';
import { type RequestScope, runInRequestScope } from '@/lib/platform/request-scope';
import type { Context } from '@/lib/platform/visit';

const KEY = '0b7c1c4e-7f0f-4d33-9f7c-2f4d8f0b6a11';
const scope = (): RequestScope => ({ requestId: 'r', address: '127.0.0.1', userAgent: '', nonce: '', headers: {} });
const person = (userId: number) => ({ actor: { userId } }) as Context;
const formWith = (key: string) => {
  const form = new FormData();
  form.set('progressKey', key);
  return form;
};

test('the page of a form learns how far its work has come, and another person does not', () => {
  runInRequestScope(scope(), () => {
    keepProgressKey(formWith(KEY));
    noteProgress(person(1), 'Saving', 3_000, 20_000);
  });
  expect(progressOf(person(1), KEY)).toEqual({ step: 'Saving', done: 3_000, of: 20_000 });
  expect(progressOf(person(2), KEY)).toBeNull();
  expect(progressOf(person(1), 'x')).toBeNull();
});

test('work without a page that asks notes nothing', () => {
  noteProgress(person(3), 'Saving', 1, 2);
  runInRequestScope(scope(), () => {
    keepProgressKey(formWith('not a key'));
    noteProgress(person(3), 'Saving', 1, 2);
  });
  expect(progressOf(person(3), KEY)).toBeNull();
});
