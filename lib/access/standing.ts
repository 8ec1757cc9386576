import type { ProviderStanding } from './actor';

/** The columns of a provider that say how it stands. */
export type StandingColumns = {
  standing: ProviderStanding;
  /** The first day of `standing`, in Montana; null: always. */
  standingFrom: string | null;
  standingBefore: ProviderStanding;
};

/** Returns how a provider stands on a day in Montana. */
export function standingOn({ standing, standingFrom, standingBefore }: StandingColumns, day: string): ProviderStanding {
  return standingFrom === null || day >= standingFrom ? standing : standingBefore;
}

type Standing = { providerName: string; standing: ProviderStanding };

const WHY = 'The Secure Portal says why, and how to appeal.';

/** Returns why a provider can't add events, or null while it can. */
export function whyNotAddEvents({ providerName, standing }: Standing): string | null {
  switch (standing) {
    case 'probation':
      return `${providerName} is on probation, so no events can be added for it. Events that are already listed continue. ${WHY}`;
    case 'suspended':
      return `${providerName} is suspended, so no events can be added for it. ${WHY}`;
    case 'withdrawn':
      return `The approval of ${providerName} was withdrawn, so no events can be added for it. ${WHY}`;
    case 'closed':
      return `${providerName} is closed, so no events can be added for it.`;
    default:
      return null;
  }
}

/** Returns why a provider can't give out certificates, or null while it can. What it gave out before stays valid. */
export function whyNotGiveOut({ providerName, standing }: Standing): string | null {
  switch (standing) {
    case 'suspended':
      return `${providerName} is suspended, so it can’t give out certificates now. Certificates that were already issued stay valid. ${WHY}`;
    case 'withdrawn':
      return `The approval of ${providerName} was withdrawn, so it can’t give out certificates. Certificates that were already issued stay valid. ${WHY}`;
    case 'closed':
      return `${providerName} is closed, so it can’t give out certificates. Certificates that were already issued stay valid.`;
    default:
      return null;
  }
}

/** Returns the same for attendees, and for the learning systems they come from, who have no portal. */
export function whyNoneGivenOut({ providerName, standing }: Standing): string | null {
  switch (standing) {
    case 'suspended':
    case 'withdrawn':
      return `${providerName} can’t give out certificates now, because its approval is ${standing}. Certificates that were already issued stay valid.`;
    case 'closed':
      return `${providerName} is closed and no longer gives out certificates. Certificates that were already issued stay valid.`;
    default:
      return null;
  }
}
