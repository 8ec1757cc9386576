import { AppError } from '@/lib/platform/errors';

/** Reads the number of a provider from an address. A malformed number counts as not found. */
export function parseProviderId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw providerNotFound();
  return Number(text);
}

export function providerNotFound(): AppError {
  return new AppError('not_found', 'That provider does not exist. Check the address.');
}
