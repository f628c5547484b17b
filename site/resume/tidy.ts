import { line } from '../../app/render/text.ts';
import { type MemberNode, nameOf, textsIn, type ValueNode, walk } from './json-tree.ts';
import type { Unshown } from './notices.ts';
import { shortened } from './problems.ts';

/**
 * Removes members of a tree that do not count: null, blank texts, and each member that another one of
 * the same name follows, as JSON.parse does. Trims all texts. Returns what is lost by that.
 */
export function tidy(root: ValueNode): Unshown[] {
  const lost: Unshown[] = [];
  for (const [node, path] of walk(root)) {
    if (node.type === 'String') node.value = trimmed(node.value);
    if (node.type !== 'Object') continue;
    const last = new Map(node.members.map((member) => [nameOf(member), member]));
    for (const member of node.members) {
      const name = nameOf(member);
      const other = last.get(name);
      if (!other || other === member || haveSameTexts(member, other)) continue;
      const reason = `line ${other.loc.start.line} gives ${shortened(name, 40)} again.`;
      const at = { path: [...path, name], line: member.loc.start.line };
      lost.push({ ...at, value: member.value, reason });
    }
    node.members = [...last.values()].filter(({ value }) => !isEmpty(value));
  }
  return lost;
}

export function haveSameTexts(one: MemberNode, other: MemberNode): boolean {
  const texts = (member: MemberNode) => JSON.stringify(textsIn(member.value).map(line));
  return texts(one) === texts(other);
}

/** Without invisible characters, which one cannot see in a message about an address or a date. */
function trimmed(text: string): string {
  // JSON can contain a half of a character, which no UTF-8 can.
  const inside = text.toWellFormed().trim();
  return /[\r\n]/.test(inside) ? inside : line(inside);
}

function isEmpty(value: ValueNode): boolean {
  return value.type === 'Null' || (value.type === 'String' && !line(value.value));
}
