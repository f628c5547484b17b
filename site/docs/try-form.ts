import { html } from 'ghtml';
import { type Parameter, type Route, valuesOf } from './document.ts';
import { exampleOf, json } from './example.ts';

/** Headers that a browser sets, or keeps pages from setting: https://fetch.spec.whatwg.org/#forbidden-request-header */
const setByBrowser = /^(user-agent|origin|dnt|sec-.*)$/i;

/** Whether a form can send the parameter. */
export function isSendable({ in: place, name }: Parameter): boolean {
  return place !== 'header' || !setByBrowser.test(name);
}

/**
 * A form that `public/docs.js` sends. The script also puts it in the place of its template when the route is opened:
 * a phone would lay out the 60 forms while it loads the page, although they are closed, which takes it a third of a second.
 */
export function tryForm({ method, path, operation }: Route, base: string): string {
  const { operationId: id, 'x-policy': policy, parameters = [], requestBody } = operation;
  const [type] = Object.keys(requestBody?.content ?? {});
  return html`<template><form class="try" method="post" data-method="${method}" data-path="${base + path}" data-policy="${policy}"!${asksFirst(method, path) ? ' data-asks' : ''}!${type ? html` data-type="${type}"` : ''}>
    <fieldset>
      <legend>Try it</legend>
      !${parameters.filter(isSendable).map((parameter) => field(parameter, `try-${id}-${parameter.name}`))}
      !${type ? bodyField(type, requestBody?.content[type]?.schema ?? {}, `try-${id}-body`) : ''}
      <p><button>Send ${method}</button></p>
    </fieldset>
    <p role="status"></p>
  </form></template>`;
}

/** Calls that delete, and the one that writes a whole backup. */
function asksFirst(method: string, path: string): boolean {
  return method === 'DELETE' || path === '/v1/import';
}

function field({ in: place, name, required, schema }: Parameter, id: string): string {
  const attributes = html`id="${id}" name="${place} ${name}"!${required ? ' required' : ''}`;
  const values = schema.type === 'boolean' ? [true, false] : valuesOf(schema);
  const label = html`<label for="${id}">${name}</label>`;
  if (values) {
    return html`<p>!${label}<select !${attributes}>!${required ? '' : '<option value="">not sent</option>'}!${values.map((value) => html`<option>${value}</option>`)}</select></p>`;
  }
  // A part of a path that is "." or ".." would name another route.
  const isOther = place === 'path' ? ' pattern="(?!\\.{1,2}$).+" title="Neither . nor .."' : '';
  return html`<p>!${label}<input !${attributes}!${isOther} autocomplete="off" autocapitalize="none" spellcheck="false"></p>`;
}

function bodyField(type: string, schema: object, id: string): string {
  if (!type.endsWith('json')) {
    return html`<p><label for="${id}">File</label><input id="${id}" name="file" type="file" required></p>`;
  }
  const text = json(exampleOf(schema));
  const rows = Math.min(text.split('\n').length + 1, 16);
  return html`<p><label for="${id}">Body, JSON</label><textarea id="${id}" name="body" rows="${rows}" autocomplete="off" spellcheck="false">${text}</textarea></p>`;
}
