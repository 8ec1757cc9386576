import { readFileSync } from 'node:fs';

type Manifest = { node: Record<string, { filename: string; exportedName: string }> };

/** Returns every server action of the build with its id and `file#export`, without the part that all share. */
export function builtActions(): { id: string; name: string }[] {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest;
  return Object.entries(node).map(([id, { filename, exportedName }]) => ({
    id,
    name: `${filename.replace(/^app\//, '').replaceAll(/\([a-z]+\)\//g, '')}#${exportedName}`,
  }));
}
