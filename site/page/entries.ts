import { html } from 'ghtml';
import type { FormattedDate, Period } from '../../app/render/dates.ts';
import type { Labels } from '../../app/render/labels.ts';
import type { Link } from '../resume/link.ts';
import type { Entry, Section } from '../resume/sections.ts';
import { goalOf } from './goal.ts';

export function contactLink({ text, href }: Link): string {
  // The digits of a phone number run from left to right in every script.
  const direction = /^\+?[\d\s()/.-]+$/.test(text) ? ' dir="ltr"' : '';
  if (!href) return html`<span!${direction}>${text}</span>`;
  // If the text does not show the URL, the print style adds it.
  const isNamed = href.startsWith('http') && !href.includes(text);
  return html`<a href="${href}" rel="me" data-goal="${goalOf(href)}"!${isNamed ? ' class="named"' : ''}!${direction}>${text}</a>`;
}

function link({ text, href }: Link): string {
  return href ? html`<a href="${href}">${text}</a>` : html`${text}`;
}

/** The lines of a block of text as HTML. */
export function withBreaks(block: string): string {
  return block
    .split('\n')
    .map((line) => html`${line}`)
    .join('<br>');
}

export function entry(item: Entry, form: Section['form'], labels: Labels, level = 3): string {
  if (form === 'terms') return term(item, labels);
  if (form === 'quotations') return quotation(item);
  return html`<article class="entry">
    <div class="what">
      !${item.entries.length ? employer(item) : headline(item, level)}
      !${item.paragraphs.map((text) => html`<p>!${withBreaks(text)}</p>`)}
      !${list(item.items)}
      !${item.keywords.length ? html`<p class="keywords">${item.keywords.join(labels.comma)}</p>` : ''}
    </div>
    !${item.period ? html`<p class="when">!${period(item.period, labels.now)}</p>` : ''}
    !${item.entries.map((position) => entry(position, form, labels, level + 1))}
  </article>`;
}

/** The title, and below it the organization and facts. */
function headline(item: Entry, level: number): string {
  const parts = [...(item.by.text ? [organization(item.by)] : []), ...facts(item)];
  return html`<h!${level}>!${link(item.title)}</h!${level}>
    !${parts.length ? html`<p class="by">!${parts.join(' · ')}</p>` : ''}`;
}

/** An employer above several positions: in the same form as below a single one, so that titles are positions. */
function employer(item: Entry): string {
  const name = html`<h3>!${link(item.title)}</h3>`;
  return html`<div class="by">!${[name, ...facts(item)].join(' · ')}</div>`;
}

function organization(by: Link): string {
  return html`<span class="organization">!${link(by)}</span>`;
}

function facts({ facts }: Entry): string[] {
  return facts.map((fact) => html`${fact}`);
}

function list(items: string[]): string {
  return items.length
    ? html`<ul>!${items.map((item) => html`<li>!${withBreaks(item)}</li>`)}</ul>`
    : '';
}

function term({ title, facts, keywords }: Entry, labels: Labels): string {
  // HTML wants a description in every `<dl>`.
  if (!facts.length && !keywords.length) return html`<p class="term"><b>!${link(title)}</b></p>`;
  return html`<dl class="term">
    <dt>!${link(title)}</dt>
    !${facts.map((fact) => html`<dd class="level">${fact}</dd>`)}
    !${keywords.length ? html`<dd>${keywords.join(labels.comma)}</dd>` : ''}
  </dl>`;
}

function quotation({ title, paragraphs }: Entry): string {
  return html`<figure>
    <blockquote>!${paragraphs.map((text) => html`<p>!${withBreaks(text)}</p>`)}</blockquote>
    <figcaption>!${link(title)}</figcaption>
  </figure>`;
}

/** "Mar 2021 – now", with `datetime` on each date. A line may break after the dash only. */
function period({ start, end, ongoing }: Period, now: string): string {
  const last = ongoing ? html`${now}` : time(end);
  return start && last ? html`!${time(start)}${noBreak}– !${last}` : time(start) || last;
}

const noBreak = '\u00a0';

function time(date: FormattedDate | undefined): string {
  if (!date) return '';
  return html`<time datetime="${date.datetime}">${date.text.replaceAll(' ', noBreak)}</time>`;
}
