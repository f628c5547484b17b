import schema from '@jsonresume/schema/schema.json' with { type: 'json' };
import { nameOf, type ValueNode, walk } from './json-tree.ts';
import { nearest } from './nearest.ts';
import type { Unshown } from './notices.ts';
import { groupOf } from './renames.ts';

/** The part of a JSON schema that says which fields there are. */
interface Fields {
  properties?: Record<string, Fields>;
  items?: Fields;
}

/** The fields by the path of their group, and those that are ours. */
const known = new Map<string, string[]>();
addFields(schema as Fields, '');
known
  .get('meta')
  ?.push('language', 'photo', 'counter', 'pages', 'views', 'private', 'index', 'privacy');

function addFields({ properties, items }: Fields, group: string): void {
  if (items) addFields(items, group);
  if (!properties) return;
  known.set(group, Object.keys(properties));
  for (const [name, fields] of Object.entries(properties)) {
    addFields(fields, group ? `${group}.${name}` : name);
  }
}

/** The members of a resume's tree that the schema does not know, so that nothing shows them. */
export function unknownFields(root: ValueNode): Unshown[] {
  const unshown: Unshown[] = [];
  for (const [node, path] of walk(root)) {
    const group = groupOf(path);
    const names = known.get(group);
    // What is below an unknown field is unknown with it.
    if (node.type !== 'Object' || !names) continue;
    for (const member of node.members) {
      const name = nameOf(member);
      if (names.includes(name)) continue;
      const meant = nearest(name, names);
      // Other tools have their settings there.
      if (group === 'meta' && !meant) continue;
      const reason = meant
        ? `did you mean ${meant}?`
        : 'JSON Resume has no field of this name here.';
      const at = { path: [...path, name], line: member.loc.start.line };
      unshown.push({ ...at, value: member.value, reason });
    }
  }
  return unshown;
}
