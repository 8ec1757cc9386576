import { env } from '@/lib/platform/env';

export const API_PATH = '/api/v1';

/** Where anybody checks a certificate. */
export function checkUrl(serial: string): string {
  return `${env().APP_URL}/verify/${serial}`;
}

/** Where a learning system fetches the file, with its key. */
export function pdfUrl(serial: string): string {
  return `${env().APP_URL}${API_PATH}/certificates/${serial}/pdf`;
}
