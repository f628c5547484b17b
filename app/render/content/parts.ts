import { html } from 'ghtml';
import { singleDate } from '../dates.ts';
import type { Labels } from '../labels.ts';
import { line } from '../text.ts';
import { pagePath, termPath } from './addresses.ts';
import type { ShownTerm } from './shown.ts';

const noBreak = '\u00a0';

/** The day (UTC) of an instant or a day, in the page's language. */
export function day(date: string, language: string): string {
  const formatted = singleDate(date.slice(0, 10), language)?.end;
  if (!formatted) return '';
  const { text, datetime } = formatted;
  return html`<time datetime="${datetime}">${text.replaceAll(' ', noBreak)}</time>`;
}

export function termLink(of: 'category' | 'tag', { name, slug }: ShownTerm): string {
  return html`<a href="${termPath(of, slug)}" rel="tag" dir="auto">${line(name)}</a>`;
}

/** Tags as a list that its label names. Empty without any. */
export function tagList(tags: ShownTerm[], labels: Labels): string {
  if (tags.length === 0) return '';
  const items = tags.map((tag) => html`<li>!${termLink('tag', tag)}</li>`);
  return html`<ul class="tags" aria-label="${labels.tags}">!${items}</ul>`;
}

/** A page of a list. */
export interface ListPage<Item> {
  items: Item[];
  /** From 1. */
  number: number;
  /** There is a page after this one. */
  hasOlder: boolean;
}

/** Links to the pages before and after. Empty if there are none. */
export function pager(path: string, list: ListPage<unknown>, labels: Labels): string {
  const { number, hasOlder } = list;
  const newer = number > 1 ? step(path, number - 1, 'prev', labels.newer) : '';
  const older = hasOlder ? step(path, number + 1, 'next', labels.older) : '';
  if (!newer && !older) return '';
  return html`<nav class="pager" aria-label="${pageLabel(number, labels)}">!${newer}!${older}</nav>`;
}

function step(path: string, number: number, rel: string, label: string): string {
  return html`<a href="${pagePath(path, number)}" rel="${rel}">${label}</a>`;
}

export function pageLabel(number: number, labels: Labels): string {
  return labels.pageNumber.replace('{n}', String(number));
}

/** The title of a page of a list: all have their own, as search results show them. */
export function listTitle(title: string, number: number, labels: Labels): string {
  return number === 1 ? title : `${title} (${pageLabel(number, labels)})`;
}

export function nothingYet(labels: Labels): string {
  return html`<p>${labels.nothingYet}</p>`;
}
