import { cookies } from 'next/headers';
import { servedOverTls } from '@/lib/platform/env';
import type { Visit } from '@/lib/platform/visit';
import { DEVICE_DAYS } from './rules';
import { isDeviceToken, newDeviceToken } from './token';

/** `__Host-` binds the cookie to this exact host and to TLS, like the session cookie. */
const name = () => (servedOverTls() ? '__Host-pdups.device' : 'pdups.device');

/** Adds the browser's device token to a visit: the one from its cookie, or a new one when it has none of ours. */
export async function withDevice<V extends Visit>(visit: V): Promise<V & { device: string }> {
  const token = (await cookies()).get(name())?.value ?? '';
  return { ...visit, device: isDeviceToken(token) ? token : newDeviceToken() };
}

/** Stores the token in the browser after somebody proved who they are on it. The cookie itself grants no access. */
export async function writeDeviceToken({ device }: { device: string }): Promise<void> {
  (await cookies()).set(name(), device, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: servedOverTls(),
    maxAge: DEVICE_DAYS * 86_400,
  });
}
