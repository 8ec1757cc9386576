import { eventNotFound } from './find-event';

/** Parses an event number from a URL or a form. Anything that cannot be one is simply not found. */
export function parseEventId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw eventNotFound();
  return Number(text);
}
