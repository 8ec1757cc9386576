import { LRUCache } from 'lru-cache';
import { requestScope } from './request-scope';
import { sharedInProcess } from './shared';
import type { Context } from './visit';

/** How far the work on a form has come. Without a number, it is not known how much is left. It is about rows, or `what`. */
export type Progress = { step: string; done: number | null; of: number | null; what?: 'rows' | 'sessions' };

/** More forms than are ever being worked on; what is older is of no use. */
const MAX_FORMS = 1_000;
const KEPT_MS = 10 * 60_000;

const store = () => sharedInProcess('progress', () => new LRUCache<string, Progress>({ max: MAX_FORMS, ttl: KEPT_MS }));

const isKey = (key: unknown): key is string => typeof key === 'string' && /^[0-9a-f-]{36}$/.test(key);
const placeOf = (ctx: Pick<Context, 'actor'>, key: string) => `${ctx.actor.userId}:${key}`;

/** Remembers under which key the page of a form asks for its progress. */
export function keepProgressKey(form: FormData): void {
  const scope = requestScope();
  const key = form.get('progressKey');
  if (scope && isKey(key)) scope.progressKey = key;
}

/** Notes how far the current form's work has come; nothing outside of a form, or when its page does not ask. */
export function noteProgress(
  ctx: Pick<Context, 'actor'>,
  step: string,
  done: number | null = null,
  of: number | null = null,
  what?: Progress['what'],
): void {
  const key = requestScope()?.progressKey;
  if (key) store().set(placeOf(ctx, key), { step, done, of, what });
}

/** Returns how far the work on one of this person's forms has come; null when nothing is known of it. */
export function progressOf(ctx: Pick<Context, 'actor'>, key: string): Progress | null {
  return isKey(key) ? (store().get(placeOf(ctx, key)) ?? null) : null;
}
