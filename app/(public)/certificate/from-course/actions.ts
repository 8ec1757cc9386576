'use server';

import { redirect } from 'next/navigation';
import { claimFromCourse, courseClaimSchema, courseLinkClosed } from '@/lib/learning-systems/claim-from-course';
import { linkOfQuery, queryOfLink, type SignedLink } from '@/lib/learning-systems/signed-link';
import { currentVisit } from '@/lib/platform/current-visit';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';

export async function claimFromCourseAction(given: SignedLink, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, courseClaimSchema, async () => {
    // Arguments bound to an action come from the browser, so they are not trusted.
    const link = linkOfQuery({ ...given });
    if (!link) throw courseLinkClosed();
    await claimFromCourse(await currentVisit(), link);
    redirect(`/certificate/from-course?${queryOfLink(link)}`);
  });
}
