import { redirect } from 'next/navigation';
import { personPage } from './_edges/person-page';

/** Leads each kind of person to where their work starts. */
export default personPage(['provider', 'staff'], async ({ actor }) => {
  redirect(actor.kind === 'staff' ? '/admin' : '/events');
});
