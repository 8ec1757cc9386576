import { StartError } from './start-errors';

/**
 * Starts the browser that prints certificates later. Certificates are the purpose of the product, so nothing that prints
 * them starts without a browser.
 */
export async function startBrowser(): Promise<void> {
  const { warmRenderer } = await import('../../lib/platform/pdf/renderer');
  const { sampleCertificateHtml } = await import('../../lib/printing/check-printing');
  await warmRenderer(await sampleCertificateHtml()).catch((error: unknown) => {
    throw error instanceof Error && error.name === 'BrowserUnusable' ? new StartError(error.message) : error;
  });
}
