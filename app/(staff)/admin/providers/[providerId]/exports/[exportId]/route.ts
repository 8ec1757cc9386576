import { refusalResponse } from '@/app/_edges/pdf-response';
import { downloadResponse } from '@/app/_edges/stream-response';
import { openExport, parseExportId } from '@/lib/providers/staff/export/exports';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

type Props = { params: Promise<{ providerId: string; exportId: string }> };

/** Download: sends an export of a provider's records as a ZIP file. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const ctx = await requireContext();
    const { providerId, exportId } = await params;
    const which = { providerId: parseProviderId(providerId), exportId: parseExportId(exportId) };
    const { name, pieces } = await openExport(ctx, which);
    return await downloadResponse(name, 'application/zip', pieces);
  } catch (error) {
    return refusalResponse(error);
  }
}
