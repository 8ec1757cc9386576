import { charactersOf, openTicket } from '../../../lib/platform/human-check/characters';
import { filledForm } from './page-forms';
import { withoutChance } from './without-chance';

/** A client that can request a page and submit a form: the bench's timed visitor, or the tests' visitor. */
export type FormSender<A extends Reply> = {
  get(path: string): Promise<A>;
  post(path: string, form: FormData): Promise<A>;
};
type Reply = { status: number; location: string | null; body: string };

/** What a visitor gets for a username, in this order. The first page comes before any name is typed. */
export const STEPS = [
  'sign-in, wrong password',
  'first page of the reset',
  'username and letters',
  'email page',
  'address',
  'code page',
  'wrong code',
] as const;
export type StepName = (typeof STEPS)[number];

/** An answer as it arrived, and in the form in which it is compared. */
export type Seen<A> = { step: StepName; answer: A; plain: string };

/**
 * Goes through the reset flow with a username, from the sign-in to a wrong code, like a stranger who tests whether it
 * exists. Reads the characters from the ticket with the server's key, which the caller has set for this process.
 * @param address what to type as the email address; without it, one that fits the mask
 */
export async function resetAsStranger<A extends Reply>(
  visitor: FormSender<A>,
  username: string,
  address?: string,
): Promise<Seen<A>[]> {
  const seen: Seen<A>[] = [];
  const own = [username];
  const see = (step: StepName, answer: A): A => {
    seen.push({ step, answer, plain: withoutChance(answer, own) });
    return answer;
  };

  const signIn = await visitor.get('/sign-in');
  const refused = filledForm(signIn.body, { username, password: 'Not The Password 1' });
  see('sign-in, wrong password', await visitor.post('/sign-in', refused));

  const first = see('first page of the reset', await visitor.get('/password-reset'));
  const begun = filledForm(first.body, { username, characters: '' });
  begun.set('characters', charactersOf(openTicket(String(begun.get('ticket')))!.id));
  see('username and letters', await visitor.post('/password-reset', begun));

  const email = await visitor.get('/password-reset/email');
  const mask = /[^\s>]•••@[^\s<]•••[^\s<]*/.exec(email.body)?.[0];
  if (!mask) throw new Error(`No masked address is on the page: ${email.body.slice(0, 300)}`);
  // The forms of all pages of one reset contain the same mark.
  own.push(mask, String(filledForm(email.body, { email: '' }).get('mark')));
  see('email page', email);

  const typed = address ?? mask.replaceAll('•••', 'xyz');
  own.push(typed);
  const confirmed = filledForm(email.body, { email: typed });
  see('address', await visitor.post('/password-reset/email', confirmed));

  const code = see('code page', await visitor.get('/password-reset/code'));
  see('wrong code', await visitor.post('/password-reset/code', filledForm(code.body, { code: '00000000' })));
  return seen;
}
