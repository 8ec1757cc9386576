import type { UploadedLine } from '@/db/schema';
import type { Cleaning } from './names';
import type { LineContent, ReadLine } from './read-line';

/** A person on the roster, with what an import needs to know. */
export type Rostered = {
  id: number;
  name: string;
  email: string | null;
  school: string;
  educatorNumber: string;
  units: string;
  completed: boolean;
  identity: string;
  currentCertificateId: number | null;
  version: number;
};

export type PlannedPerson = Pick<
  Rostered,
  'name' | 'email' | 'school' | 'educatorNumber' | 'units' | 'completed' | 'identity'
>;

/** What importing a line would do. */
export type PlannedLine = {
  line: number;
  name: string;
  /** Notes for people on how the line was read. */
  notes: string[];
  /** What was changed in the name. */
  cleaned: Cleaning[];
  /** Why the line is imported only when somebody checks it; null when it is imported anyway. */
  doubt: string | null;
  /**
   * The person on the roster whom the line was matched with by name, without the address to prove it; null when there
   * is none.
   */
  takenFor: { id: number; name: string } | null;
} & (
  | { kind: 'new'; person: PlannedPerson }
  | { kind: 'changed'; person: PlannedPerson; saved: Rostered; fields: string[] }
  /** `marks`: the list says that the person completed the event, as the roster does. */
  | { kind: 'same'; saved: Rostered; marks: boolean }
  /** Another row of the same person is imported instead, unless this one is checked. */
  | { kind: 'repeated'; person: PlannedPerson; of: number }
  /** The hours of this session are added to those of another row of the same person. */
  | { kind: 'added'; person: PlannedPerson; to: number }
  | { kind: 'wrong'; complaint: string }
);

/** A row that was read. */
export type ReadRow = { line: UploadedLine; read: ReadLine; content: LineContent | null; doubt: string | null };
