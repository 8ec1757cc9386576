import type { Queryable } from '@/db/client';
import { deleteImportChoice, saveImportChoice } from '@/db/queries/roster-uploads';
import type { UploadedLine } from '@/db/schema';
import type { Context } from '@/lib/platform/visit';
import { type ListUse, type RememberedChoice, shapeOf } from './remembered';

type Remembering = {
  providerId: number;
  heading: UploadedLine | null;
  use: ListUse;
  /** Null when the list is read as it suggests, so that there is nothing to remember. */
  choice: RememberedChoice | null;
};

/** Remembers what a person chose for their provider's next list with these headings. */
export async function remember(
  tx: Queryable,
  ctx: Context,
  { providerId, heading, use, choice }: Remembering,
): Promise<void> {
  const shape = shapeOf(heading, use);
  if (!shape) return;
  if (!choice) await deleteImportChoice(tx, { providerId, shape });
  else await saveImportChoice(tx, { providerId, shape, choice, chosenBy: ctx.actor.userId, chosenAt: ctx.clock.now() });
}
