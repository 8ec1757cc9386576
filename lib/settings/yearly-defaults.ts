import type { DueDates } from '@/db/queries/yearly-documents';
import { defaultOf } from './definitions';

const { firstYear, agreementDue, reportDue } = defaultOf('yearly');

/** From which year on and until when yearly documents are due, until somebody changes the setting. */
export const YEARLY_DEFAULTS: DueDates = { firstYear, agreementDue, reportDue };
