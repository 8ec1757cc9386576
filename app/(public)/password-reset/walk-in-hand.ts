import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import type { Visit } from '@/lib/platform/visit';
import { readResetToken } from '@/lib/users/reset/reset-cookie';
import { findWalk, type Step, type Walk } from '@/lib/users/reset/walk';

/** The page of each step. */
export const STEP_PATH: Record<Step, string> = {
  email: '/password-reset/email',
  code: '/password-reset/code',
  'new-password': '/password-reset/new-password',
  done: '/password-reset/done',
};

export const STEPS = Object.keys(STEP_PATH) as Step[];

/** The walk that this browser is on, or null. */
export async function currentWalk(visit: Visit): Promise<Walk | null> {
  const token = await readResetToken();
  return token ? findWalk(visit, token) : null;
}

/** The walk, if it stands at one of these steps; whoever comes too early or too late is led to where they are. */
export async function walkAt(...steps: Step[]): Promise<{ visit: Visit; walk: Walk }> {
  const visit = await currentVisit();
  const walk = await currentWalk(visit);
  if (!walk) redirect('/password-reset?reason=ended');
  if (!steps.includes(walk.step)) redirect(STEP_PATH[walk.step]);
  return { visit, walk };
}
