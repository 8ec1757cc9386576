import { cancellation } from './cancellation';
import { correction } from './correction';
import type { Kind } from './kind';
import { providerData } from './provider-data';
import type { RequestKind } from './rules';
import { user } from './user';

export const KINDS: Record<RequestKind, Kind> = { correction, cancellation, user, provider_data: providerData };
