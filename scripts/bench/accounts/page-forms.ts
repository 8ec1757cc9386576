/**
 * Fills in the form on a page that has all these fields. The hidden fields stay as the page sent them, including the one
 * that names the action for a server that gets the form from a browser without JavaScript.
 */
export function filledForm(page: string, fields: Record<string, string>): FormData {
  const wanted = Object.keys(fields);
  const found = [...page.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)]
    .map(([, inside]) => inputsOf(inside!))
    .find((inputs) => wanted.every((name) => inputs.some((input) => input.name === name)));
  if (!found) throw new Error(`No form of the page has the fields ${wanted.join(', ')}: ${page.slice(0, 300)}`);
  const form = new FormData();
  for (const { name, type, value } of found) if (type === 'hidden') form.append(name, value);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

function inputsOf(html: string): { name: string; type: string; value: string }[] {
  return [...html.matchAll(/<input\b[^>]*>/g)].map(([input]) => ({
    name: attribute(input, 'name'),
    type: attribute(input, 'type'),
    value: attribute(input, 'value'),
  }));
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return value
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
