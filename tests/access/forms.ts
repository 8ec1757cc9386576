import type { Answer } from '../support/visitor';

/** A form as a browser without scripts sees it. */
export type PageForm = { actionId: string; fields: [name: string, value: string][] };

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescaped(found);
};

/** Returns the forms of a page that post to a server action, with the values that they would send unchanged. */
export function formsOf(answer: Answer): PageForm[] {
  const html = Buffer.from(answer.body, 'latin1').toString('utf8');
  return [...html.matchAll(/<form\b[^>]*>(.*?)<\/form>/gs)].flatMap(([, inside = '']) => {
    const fields = [
      ...[...inside.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => {
        const name = attribute(tag, 'name');
        const type = attribute(tag, 'type');
        const left =
          /^(submit|button)$/.test(type ?? '') || (/^(radio|checkbox)$/.test(type ?? '') && !/\schecked/.test(tag));
        return name === undefined || left ? [] : [[name, attribute(tag, 'value') ?? (type === 'checkbox' ? 'on' : '')]];
      }),
      ...[...inside.matchAll(/(<textarea\b[^>]*>)(.*?)<\/textarea>/gs)].map(([, tag = '', text = '']) => [
        attribute(tag, 'name') ?? '',
        unescaped(text).replace(/^\n/, ''),
      ]),
      ...[...inside.matchAll(/(<select\b[^>]*>)(.*?)<\/select>/gs)].map(([, tag = '', options = '']) => {
        const chosen = /<option\b[^>]*\sselected[^>]*>/.exec(options) ?? /<option\b[^>]*>/.exec(options);
        return [attribute(tag, 'name') ?? '', attribute(chosen?.[0] ?? '', 'value') ?? ''];
      }),
    ] as [string, string][];
    const actionId = actionIdOf(fields);
    return actionId ? [{ actionId, fields }] : [];
  });
}

/** Finds the action's id, which Next.js puts in a field's name or, with bound values, in the JSON of one. */
function actionIdOf(fields: [string, string][]): string | undefined {
  for (const [name, value] of fields) {
    if (name.startsWith('$ACTION_ID_')) return name.slice('$ACTION_ID_'.length);
    if (/^\$ACTION_\d+:0$/.test(name)) return (JSON.parse(value) as { id: string }).id;
  }
  return undefined;
}

/** What fields are filled in with, by name. */
export type Filling = Record<string, string | File>;

function append(data: FormData, name: string, value: string | File): void {
  if (typeof value === 'string') data.append(name, value);
  else data.append(name, value, value.name);
}

/** Returns what is sent when these fields are filled in; a value given here replaces the page's. */
export function filled(form: PageForm, values: Filling = {}): FormData {
  const data = new FormData();
  for (const [name, value] of form.fields) if (!(name in values)) data.append(name, value);
  for (const [name, value] of Object.entries(values)) append(data, name, value);
  return data;
}

/** Returns what is bound to the form's action on the page: the ids of records, then the state of the form. */
function boundTo({ fields }: PageForm): unknown[] {
  return JSON.parse(fields.find(([name]) => /^\$ACTION_\d+:1$/.test(name))?.[1] ?? '[]') as unknown[];
}

/** Returns the ids of records that are bound to the form's action. */
export function boundIdsOf(form: PageForm): string[] {
  return boundTo(form).filter((value): value is string => typeof value === 'string');
}

/** Calls the form's action the way a script on the page would, with these records instead of its own. */
export function called(form: PageForm, ids: string[], values: Filling = {}): FormData {
  const data = new FormData();
  for (const [name, value] of filled(form, values)) if (!name.startsWith('$ACTION')) append(data, `_1_${name}`, value);
  const others = boundTo(form).filter((value) => typeof value !== 'string');
  data.append('0', JSON.stringify([...ids, ...others, '$K1']));
  return data;
}
