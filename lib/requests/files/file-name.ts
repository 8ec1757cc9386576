import { withoutSocialSecurityNumbers } from '@/lib/platform/social-security-number';
import type { FileType } from './read-file';

const ENDINGS: Record<FileType, string[]> = { pdf: ['pdf'], png: ['png'], jpeg: ['jpg', 'jpeg'] };

const MAX_CHARACTERS = 120;

/** Returns a file's name with the ending of its content, so that nothing opens it as something else. */
export function safeFileName(name: string, type: FileType): string {
  const plain = withoutSocialSecurityNumbers(name.toWellFormed())
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\/:*?"<>|%;,]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([^.]*))?$/s.exec(plain)!;
  const fits = ENDINGS[type].includes(ending.toLowerCase());
  const short = [...(fits ? stem : plain.replaceAll('.', ' '))].slice(0, MAX_CHARACTERS).join('').trim();
  return `${short || 'File'}.${fits ? ending.toLowerCase() : ENDINGS[type][0]}`;
}
