import { Secret, TOTP } from 'otpauth';
import type { Visitor } from '../support/visitor';
import { filled, formsOf } from './forms';

const SET_UP = '/account/two-step/set-up';

/** Returns the code that a phone shows after scanning this secret, `steps` half minutes from now. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

async function begin(person: Visitor): Promise<string> {
  const [form] = formsOf(await person.get('/account/two-step')).filter(({ fields }) => hasField(fields, 'password'));
  await person.post('/account/two-step', filled(form!, { password: 'Montana2026' }));
  const page = Buffer.from((await person.get(SET_UP)).body, 'latin1').toString('utf8');
  return /class="secret">([A-Z2-7 ]+)</.exec(page)![1]!.replaceAll(' ', '');
}

const hasField = (fields: [string, string][], name: string) => fields.some(([field]) => field === name);

/** Begins the setup the way a person without scripts would; returns the first code. */
export async function firstCodeOf(person: Visitor): Promise<string> {
  return codeOf(await begin(person));
}

/** Sets up two-step sign-in; returns the secret, an unused code, and the recovery codes. */
export async function confirmedTwoStep(person: Visitor) {
  const secret = await begin(person);
  const [form] = formsOf(await person.get(SET_UP)).filter(({ fields }) => hasField(fields, 'code'));
  const { body } = await person.post(SET_UP, filled(form!, { code: codeOf(secret) }));
  const recovery = [...body.matchAll(/<code>([0-9A-Z-]{14})<\/code>/g)].map(([, code]) => code!);
  return { secret, code: codeOf(secret, 1), recovery };
}
