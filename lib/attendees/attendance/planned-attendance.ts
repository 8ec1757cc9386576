import type { PlannedPerson, Rostered } from '../import/planned';
import type { AttendanceResult, Presence } from './rules';

/** A visit from a report, with its upload and its row there. */
export type ReportedVisit = Presence & { uploadId: number; line: number };

/** What saving the attendance would do for a person. */
export type PlannedAttendance = {
  /**
   * Identifies the person by the first of their rows, as "upload-row", or by their number on the roster if no report
   * lists them.
   */
  key: string;
  name: string;
  email: string | null;
  visits: ReportedVisit[];
  /** How many times they came in, including what was saved before. */
  times: number;
  hasRejoined: boolean;
  result: AttendanceResult;
  notes: string[];
  /** Why the person is saved only when somebody checks them; null when they are saved anyway. */
  doubt: string | null;
} & (
  | { kind: 'new'; person: PlannedPerson }
  | { kind: 'changed'; saved: Rostered; units: string; completed: boolean }
  /** Their PDUs and completed mark do not change; what the report says about them is saved. */
  | { kind: 'same'; saved: Rostered; why: string | null }
  | { kind: 'wrong'; complaint: string }
);
