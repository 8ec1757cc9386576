import { env } from '@/lib/platform/env';

export const API_PATH = '/api/v1';

/** Returns the address where anyone can check a certificate. */
export function checkUrl(serial: string): string {
  return `${env().APP_URL}/verify/${serial}`;
}

/** Returns the address from which a learning system downloads the file with its key. */
export function pdfUrl(serial: string): string {
  return `${env().APP_URL}${API_PATH}/certificates/${serial}/pdf`;
}
