import { utcDay, utcInstant } from './dates.ts';
import type { FieldDescription, KindDescription } from './kinds.ts';
import type { Problem, Refusal } from './saving/state.ts';
import type { Values } from './values.ts';

/** Whether readers see an item, in words. */
export function statusOf(item: { status: string; publishedAt: string | null }): string {
  const { status, publishedAt } = item;
  if (status === 'scheduled' && publishedAt) return `Scheduled for ${utcInstant(publishedAt)}`;
  if (status === 'published' && publishedAt) return `Published ${utcDay(publishedAt)}`;
  return 'Draft';
}

export interface Errors {
  /** By the names of the fields. */
  fields: Record<string, string>;
  /** What belongs to no field. */
  general?: string;
}

/** What the API refused, at the fields that still have the refused value. */
export function errorsOf(
  { fields }: KindDescription,
  problem: Problem | undefined,
  values: Values,
): Errors {
  if (problem?.type !== 'refused') return { fields: {} };
  const { refusal, values: sent } = problem;
  const errors: Record<string, string> = {};
  let isPlaced = false;
  for (const { path, message } of placed(refusal, fields)) {
    const [, name = '', index] = path.split('.');
    const field = fields.find((field) => field.name === name);
    if (!field || !sent) continue;
    isPlaced = true;
    if (sent[name] !== values[name]) continue;
    const part = index === undefined ? '' : `“${[sent[name]].flat()[Number(index)]}”: `;
    errors[name] ??= part + explain(field, message);
  }
  // The API says of several only the first.
  if (isPlaced) {
    for (const { name, isRequired } of fields) {
      if (isRequired && !String(values[name] ?? '').trim()) errors[name] ??= needed;
    }
  }
  return { fields: errors, ...(!isPlaced && { general: refusal.message }) };
}

const needed = 'This is needed.';
const taken = 'Another item has this slug.';

const tooLarge = 'must have at most 300 KiB';

/** The API says of a slug that is taken only its code, and of a text that is too large only the status. */
function placed({ code, details }: Refusal, fields: FieldDescription[]) {
  if (code === 'SLUG_TAKEN') return [{ path: 'body.slug', message: taken }];
  const text = fields.find(({ type }) => type === 'markdown');
  if (code === 'TOO_LARGE' && text) return [{ path: `body.${text.name}`, message: tooLarge }];
  return details;
}

/** What the API's validator says about a value, in words for the owner. */
export function explain({ type }: FieldDescription, message: string): string {
  const [, most, of] = /must NOT have more than (\d+) (characters|items)/.exec(message) ?? [];
  if (most)
    return `At most ${Number(most).toLocaleString('en')}${of === 'items' ? '' : ' characters'}.`;
  if (message === taken) return message;
  if (message === tooLarge) return 'At most 300 KiB: an emoji takes as much as four letters.';
  if (/fewer than 1 |required|must not be empty/.test(message)) return needed;
  if (message.startsWith('must match')) {
    if (type === 'url') return 'Write an address that begins with https://.';
    if (type === 'slug') return 'Use a–z and 0–9, with single hyphens between them.';
    if (type === 'image') return 'Choose an image that you have uploaded.';
    if (type === 'day') return 'Choose a day.';
    return 'Use text on one line.';
  }
  return `This ${message}.`;
}
