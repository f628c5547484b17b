import { STATUS_CODES } from 'node:http';
import { html } from 'ghtml';
import { curl } from './curl.ts';
import type { Content, Operation, Parameter, Policy, Response, Route } from './document.ts';
import { entry, fieldsOf, typeOf } from './schema.ts';
import { prose } from './text.ts';
import { isSendable, tryForm } from './try-form.ts';

const callers: Record<Policy, [short: string, long: string]> = {
  public: ['anyone', 'Anyone may call it. It reads no token.'],
  optional: ['anyone', 'Anyone may call it. If a token is sent, it must be valid.'],
  user: ['signed in', 'Anyone who is signed in may call it, with an access token.'],
  owner: ['owner', 'Only the owner may call it, with an access token.'],
};

/** HTML of a route. It is closed at first; a link to its id opens it. */
export function route(one: Route, base: string): string {
  const { method, path, operation } = one;
  const { operationId, summary, description, requestBody, parameters = [] } = operation;
  const [short, long] = callers[operation['x-policy']];
  return html`<details class="route">
    <summary><h3><span class="method">${method}</span> <code>!${breakable(path)}</code></h3> <span class="summary">${summary}</span> <span class="caller">${short}</span></summary>
    <div id="${operationId}">
      !${description ? html`<p>!${prose(description)}</p>` : ''}
      <p>${long}</p>
      !${parameters.length ? html`<h4>Parameters</h4><ul class="fields">!${parameters.map(parameter)}</ul>` : ''}
      !${requestBody ? body(requestBody) : ''}
      <h4>Answers</h4>
      <ul class="fields">!${Object.entries(operation.responses).map(([status, one]) => answer(status, one))}</ul>
      <h4>Example</h4>
      <pre><code>${curl(one, base)}</code></pre>
      !${tryForm(one, base)}
    </div>
  </details>`;
}

/** A path that may go on in a new line before each slash. */
function breakable(path: string): string {
  return html`${path}`.replaceAll(/(?!^)\//g, '<wbr>/');
}

function parameter(one: Parameter): string {
  const { in: place, name, description, required, schema } = one;
  const label = html`<code>${name}</code> <span class="type">${place}!${isSendable(one) ? '' : ', set by browsers'},</span>`;
  return entry(label, { ...schema, ...(description && { description }) }, 'request', required);
}

function body({ required, content }: NonNullable<Operation['requestBody']>): string {
  const [[, { schema }] = ['', { schema: {} }]] = Object.entries(content);
  return html`<h4>Body</h4>
    <p>!${mediaTypes(content)}!${required ? ' <b>required</b>' : ''} <span class="type">!${typeOf(schema, 'request')}</span></p>
    !${schema.description ? html`<p>!${prose(schema.description)}</p>` : ''}
    !${fieldsOf(schema, 'request')}`;
}

function answer(status: string, { description, headers = {}, content }: Response): string {
  const [, { schema } = {}] = Object.entries(content ?? {})[0] ?? [];
  // Fastify's words for a schema that has none.
  const words = description === 'Default Response' ? '' : description;
  return html`<li>
    <p><b>${status}</b> ${STATUS_CODES[status]}!${content && schema ? html` <span class="type">!${mediaTypes(content)} !${typeOf(schema, 'answer')}</span>` : ''}</p>
    !${words ? html`<p>!${prose(words)}</p>` : ''}
    !${Object.entries(headers).map(([name, header]) => html`<p>Header <code>${name}</code> <span class="type">!${typeOf(header.schema, 'answer')}</span>!${header.description ? html`: !${prose(header.description)}` : ''}</p>`)}
    !${schema ? fieldsOf(schema, 'answer') : ''}
  </li>`;
}

/** JSON goes without saying. */
function mediaTypes(content: Content): string {
  return Object.keys(content)
    .filter((type) => type !== 'application/json')
    .map((type) => html`<code>${type}</code>`)
    .join(' or ');
}
