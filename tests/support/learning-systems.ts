import type { z } from 'zod';
import { addKey, type MadeKey } from '@/lib/learning-systems/add-key';
import { authenticate, type SystemContext } from '@/lib/learning-systems/authenticate';
import type { certificateRequest } from '@/lib/learning-systems/request-certificate';
import type { Context } from '@/lib/platform/visit';
import { forProviderOf } from './people';

/** Makes a key of this manager's provider that also gets unsigned certificates, and the visit of a system that sends it. */
export async function givenKey(
  ctx: Context,
  { unsigned = true }: { unsigned?: boolean } = {},
): Promise<{ key: MadeKey; visit: SystemContext }> {
  const key = await addKey(ctx, { label: 'Moodle', unsigned, forProvider: forProviderOf(ctx) });
  return { key, visit: await visitWith(ctx, key.secret) };
}

export function visitWith({ actor: _actor, ...visit }: Context, secret: string): Promise<SystemContext> {
  return authenticate({ ...visit, address: crypto.randomUUID() }, `Bearer ${secret}`);
}

type Asked = z.output<typeof certificateRequest>;

/** Returns a learning system's request for a learner who completed this event. */
export function asked(eventId: number, given: Partial<Asked> = {}): Asked {
  return {
    eventId,
    name: 'Zoë Ñandú',
    units: '6.25',
    completedOn: '2026-05-03',
    email: null,
    school: '',
    educatorNumber: '',
    learnerId: 'student-4711',
    montanaEducator: true,
    ...given,
  };
}
