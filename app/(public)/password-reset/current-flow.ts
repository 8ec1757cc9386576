import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import type { Visit } from '@/lib/platform/visit';
import { withDevice } from '@/lib/users/devices/device-cookie';
import { findResetFlow, type ResetFlow, type Step } from '@/lib/users/reset/flow';
import { readResetToken } from '@/lib/users/reset/reset-cookie';

/** The page of each step. */
export const STEP_PATH: Record<Step, string> = {
  email: '/password-reset/email',
  code: '/password-reset/code',
  'new-password': '/password-reset/new-password',
  done: '/password-reset/done',
};

export const STEPS = Object.keys(STEP_PATH) as Step[];

/** Returns this browser's reset flow, or null. */
export async function currentFlow(visit: Visit): Promise<ResetFlow | null> {
  const token = await readResetToken();
  return token ? findResetFlow(visit, token) : null;
}

/** Returns the reset flow if it is at one of these steps; otherwise redirects to its current step. */
export async function flowAt(...steps: Step[]): Promise<{ visit: Visit & { device: string }; flow: ResetFlow }> {
  const visit = await withDevice(await currentVisit());
  const flow = await currentFlow(visit);
  if (!flow) redirect('/password-reset?reason=ended');
  if (!steps.includes(flow.step)) redirect(STEP_PATH[flow.step]);
  return { visit, flow };
}
