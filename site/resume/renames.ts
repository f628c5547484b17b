import { type MemberNode, nameOf, type ValueNode, walk } from './json-tree.ts';
import type { Notices } from './notices.ts';
import { haveSameTexts } from './tidy.ts';

/**
 * The names of fields in drafts and versions of JSON Resume before v1, by the path of their group:
 * https://github.com/jsonresume/resume-schema
 */
const renames: Record<string, Record<string, string>> = {
  '': { bio: 'basics', hobbies: 'interests', metadata: 'meta' },
  basics: { picture: 'image', pictureURL: 'image', website: 'url' },
  'basics.location': { state: 'region' },
  work: { company: 'name', companyDescription: 'description', website: 'url' },
  volunteer: { name: 'organization', company: 'organization', website: 'url' },
  education: { gpa: 'score', website: 'url' },
  awards: { awardDate: 'date' },
  certificates: { title: 'name', website: 'url' },
  publications: { website: 'url' },
  languages: { name: 'language', level: 'fluency' },
  projects: { summary: 'description', tech: 'keywords', website: 'url' },
};

/**
 * Gives fields of older schemas the names of today's. Where an entry has both, today's is kept and the
 * other one is removed.
 */
export function renameFields(root: ValueNode): Notices {
  const notices: Notices = { renamed: [], unshown: [] };
  for (const [node, path] of walk(root)) {
    if (node.type !== 'Object') continue;
    const names = new Map(Object.entries(renames[groupOf(path)] ?? {}));
    const removed = new Set<MemberNode>();
    for (const member of node.members) {
      const old = nameOf(member);
      const name = names.get(old);
      if (!name) continue;
      const at = { path: [...path, old], line: member.loc.start.line };
      const other = node.members.find((one) => nameOf(one) === name);
      if (!other) {
        member.name = { type: 'String', value: name, loc: member.name.loc };
        notices.renamed.push({ ...at, name });
        continue;
      }
      removed.add(member);
      if (haveSameTexts(member, other)) continue;
      const reason = `line ${other.loc.start.line} gives ${name}, as today's schema calls it.`;
      notices.unshown.push({ ...at, value: member.value, reason });
    }
    node.members = node.members.filter((member) => !removed.has(member));
  }
  return notices;
}

/** The path without the positions in lists. */
export function groupOf(path: string[]): string {
  return path.filter((part) => !/^\d+$/.test(part)).join('.');
}
