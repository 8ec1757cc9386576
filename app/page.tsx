import { redirect } from 'next/navigation';
import { personPage } from './_edges/person-page';
import { startPageOf } from './_edges/start-page';

/** Leads each kind of person to where their work starts. */
export default personPage(['provider', 'staff'], async ({ actor }) => {
  redirect(startPageOf(actor));
});
