import { readFile } from 'node:fs/promises';
import type { Metafile } from 'esbuild';

const { inputs, outputs }: Metafile = JSON.parse(
  await readFile('dist/lambda-modules.json', 'utf8'),
);

/** The modules that are evaluated with these ones: those that they import, but for dynamic imports. */
export function evaluated(...modules: string[]): Set<string> {
  const found = new Set<string>();
  const add = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: other, kind, external } of inputs[path]?.imports ?? []) {
      if (kind !== 'dynamic-import' && !external) add(other);
    }
  };
  for (const path of modules) add(path);
  return found;
}

/** How many bytes of the bundle come from each package, and from each folder of the app. */
export function bytesOf(modules: Set<string>): Record<string, number> {
  const [output] = Object.values(outputs);
  const bytes: Record<string, number> = {};
  for (const path of modules) {
    const name = groupOf(path);
    bytes[name] = (bytes[name] ?? 0) + (output?.inputs[path]?.bytesInOutput ?? 0);
  }
  const entries = Object.entries(bytes).filter(([, count]) => count > 0);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function groupOf(path: string): string {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (name) return name;
  const [group = path] = /^(app\/(features\/)?[^/]+|[^/:]+)/.exec(path) ?? [];
  return group;
}
