import { env } from './env';

/** Returns the address that leads to a page of one of a person's providers, even while they work for another one. */
export function openAt(providerId: number, page: string): string {
  // Slashes need not be escaped here, and people read the address in their emails.
  return `/open/${providerId}?page=${encodeURIComponent(page).replaceAll('%2F', '/')}`;
}

/** Returns the same with the product's address, for emails: their readers may work for several providers. */
export function linkAt(providerId: number, page: string): string {
  return env().APP_URL + openAt(providerId, page);
}
