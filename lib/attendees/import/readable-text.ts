import { tidyLine } from '@/lib/platform/text';
import { decodeEntities } from './html-tables';

/** The longest text whose lines are looked at one by one. */
const MAX_LOOKED_AT = 200_000;

/** Returns the lines of a text. */
export const linesOf = (text: string) => text.replace(/^\ufeff/, '').split(/\r\n?|\n/);

/** Returns a text without what programs and people write into it besides cells: markup, leading dots, initials. */
export const readable = (text: string) => withRoles(withoutInitials(withoutLeaders(withoutMarkup(text))));

/** Decodes letters that a web page's program wrote as entities, "N&uacute;&ntilde;ez"; not those that would divide cells. */
const withoutEntities = (text: string) =>
  text.replaceAll(/&(?:#x?[\da-f]{2,5}|[a-z]{2,8});/gi, (entity) => {
    const decoded = decodeEntities(entity);
    return /^[\p{L}\p{M}&'’‘ \u00a0–-]$/u.test(decoded) ? decoded : entity;
  });

/** Leaves out the stars around bold words, as chats and notes write them, and entities. */
const withoutMarkup = (text: string) =>
  withoutEntities(text)
    .replaceAll(/\*\*([^*\r\n]{1,100})\*\*/g, '$1')
    // "✅ Present today:"
    .replaceAll(/^[ \t]*[✅❌☑✔✓✗✘]\ufe0f?[ \t]*(?=\p{L}[^:\r\n]{1,60}:[ \t]*$)/gmu, '');

/** Writes a tab for the dots that lead to the next cell: "Ana Redfern ........ 6". */
const withoutLeaders = (text: string) =>
  /\S ?(\.{4,}|…{2,}) ?\S/.test(text) ? text.replaceAll(/ ?(?:\.{4,200}(?!\.)|…{2,50}(?!…)) ?(?=\S)/g, '\t') : text;

/** Writes a role that is alone in the line below a name behind it, as the guests of an event in a calendar have it. */
const withRoles = (text: string) =>
  text.replaceAll(/(\p{L})[ \t]*\r?\n[ \t]*(organi[sz]er|optional|host)[ \t]*(?=\r?\n|$)/giu, '$1 ($2)');

const PANEL_ROLE =
  /^(co-?)?(organi[sz]er|host|presenter|attendee|guest|external|unverified|(un)?muted|in lobby|on hold)$/i;

/** Leaves out the initials above each name, as a meeting shows who is in it: "LO", "Lena Ostrowski", "Organizer". */
function withoutInitials(text: string): string {
  if (text.length > MAX_LOOKED_AT || !/^\p{Lu}{1,3}[ \t]*$/mu.test(text)) return text;
  const lines = linesOf(text).map(tidyLine).filter(Boolean);
  const areInitials = (line: string, next = '') =>
    /^\p{Lu}{1,3}$/u.test(line) &&
    next.length > line.length &&
    next.startsWith(line[0]!) &&
    next.split(/[ (]+/).some((word) => word.startsWith(line.at(-1)!));
  const shown = lines.filter((line, index) => !areInitials(line, lines[index + 1]));
  if (lines.length - shown.length < 2) return text;
  return shown
    .flatMap((line, index) => {
      if (PANEL_ROLE.test(line)) return [];
      const next = shown[index + 1] ?? '';
      return [PANEL_ROLE.test(next) ? `${line} (${next})` : line];
    })
    .join('\n');
}

const NUMBERED = /^(\s*(\d{1,4}))(?=[ \u00a0]\p{L})/u;

/** Writes a dot after the numbers of a list, "1 Ana Redfern", if they are the numbers of its lines. */
export function withDots(text: string): string {
  const lines = linesOf(text.slice(0, MAX_LOOKED_AT));
  const numbers = lines.flatMap((line) => NUMBERED.exec(line)?.[2] ?? []);
  if (numbers.length < 2 || numbers.some((number, index) => Number(number) !== index + 1)) return text;
  return linesOf(text)
    .map((line) => line.replace(NUMBERED, '$1.'))
    .join('\n');
}

/** A list of YAML: "- name: Ana Redfern" and further fields below, indented. */
const YAML = /^\ufeff?(?:---[ \t]*\r?\n)?(?:[ \t]*\w+:[ \t]*\r?\n)?[ \t]*-[ \t]+["']?\w[\w ]{0,40}["']?:/;

/** Returns a text of YAML as lines of "name: value", and any other text as it is. */
export function withoutYaml(text: string): string {
  if (!YAML.test(text)) return text;
  return linesOf(text)
    .filter((line) => !/^(---|\s*\w+:)\s*$/.test(line))
    .map((line) => line.replace(/^\s*(?:-\s+)?["']?(\w[\w ]*?)["']?:\s*(?:(["'])(.*)\2)?\s*/, '$1: $3'))
    .join('\n');
}
