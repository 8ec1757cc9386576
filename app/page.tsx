import { redirect } from 'next/navigation';
import { personPage } from './_edges/person-page';
import { startPageOf } from './_edges/start-page';

/** Redirects each kind of person to the page where their work starts. */
export default personPage(['provider', 'staff'], async (ctx) => {
  redirect(startPageOf(ctx));
});
