import { lettersOf, openTicket } from '../../../lib/platform/human-check/letters';
import { filledForm } from './page-forms';
import { withoutChance } from './without-chance';

/** Whoever can ask for a page and send a form: the bench's timed visitor, or that of the tests. */
export type FormSender<A extends Reply> = {
  get(path: string): Promise<A>;
  post(path: string, form: FormData): Promise<A>;
};
type Reply = { status: number; location: string | null; body: string };

/** What a visitor gets for a username, in this order. The first page comes before any name is given. */
export const STEPS = [
  'sign-in, wrong password',
  'first page of the reset',
  'username and letters',
  'e-mail page',
  'address',
  'code page',
  'wrong code',
] as const;
export type StepName = (typeof STEPS)[number];

/** An answer as it came, and as it is compared. */
export type Seen<A> = { step: StepName; answer: A; plain: string };

/**
 * Walks with a username from the sign-in to a wrong code, as a stranger would who tries out whether it exists. The
 * letters are read from the ticket with the server's key, which whoever calls this has set for this process.
 * @param address what to type as the e-mail address; without it, one that fits the mask
 */
export async function walkAsStranger<A extends Reply>(
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
  const begun = filledForm(first.body, { username, letters: '' });
  begun.set('letters', lettersOf(openTicket(String(begun.get('ticket')))!.id));
  see('username and letters', await visitor.post('/password-reset', begun));

  const email = await visitor.get('/password-reset/email');
  const mask = /[^\s>]•••@[^\s<]•••[^\s<]*/.exec(email.body)?.[0];
  if (!mask) throw new Error(`No masked address is on the page: ${email.body.slice(0, 300)}`);
  // The same mark stands in the forms of all pages of one reset.
  own.push(mask, String(filledForm(email.body, { email: '' }).get('mark')));
  see('e-mail page', email);

  const typed = address ?? mask.replaceAll('•••', 'xyz');
  own.push(typed);
  const confirmed = filledForm(email.body, { email: typed });
  see('address', await visitor.post('/password-reset/email', confirmed));

  const code = see('code page', await visitor.get('/password-reset/code'));
  see('wrong code', await visitor.post('/password-reset/code', filledForm(code.body, { code: '00000000' })));
  return seen;
}
