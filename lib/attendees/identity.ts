import { searchable } from '@/lib/platform/text';

type Person = { name: string; email: string | null; educatorNumber: string; school: string };

/**
 * Who somebody on an event's roster is: two lines with the same identity are the same person, so that a file imported
 * twice changes nothing. The e-mail address decides when there is one, in whatever letters; else the name without case
 * and accents, with the educator number, or the school where there is no number (choice).
 */
export function identityOf({ name, email, educatorNumber, school }: Person): string {
  if (email) return `email:${email.trim().toLowerCase()}`;
  const number = searchable(educatorNumber).replaceAll(/[^\p{L}\p{N}]/gu, '');
  return `name:${searchable(name)}|${number ? `number:${number}` : `school:${searchable(school)}`}`;
}
