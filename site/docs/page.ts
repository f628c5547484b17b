import { html } from 'ghtml';
import { layout } from '../../app/render/content/layout.ts';
import type { Assets } from '../../app/render/head.ts';
import type { SiteManifest } from '../../app/render/manifest.ts';
import { type Document, groups } from './document.ts';
import { route } from './route.ts';
import { fieldsOf } from './schema.ts';
import { prose } from './text.ts';

/**
 * The page that describes the API and sends requests to it, in English as the document is. It has no tracker. It is
 * in no sitemap and no page links to it, but it does not ask search engines to leave it out.
 */
export function docsPage(document: Document, site: SiteManifest, assets: Assets): string {
  const { info, servers, components } = document;
  const base = servers[0]?.url ?? '';
  const shown = groups(document);
  const contents = [
    ['requests', 'Requests'],
    ['session', 'Signing in'],
    ...shown.map(({ name }) => [idOf(name), name]),
    ['shapes', 'Shapes'],
  ];
  return layout(
    { ...site, language: 'en', assets },
    {
      title: 'API',
      description: `The API of ${info.title}, to read and to try`,
      canonical: '/docs/',
    },
    html`<article class="docs">
      <div>
        <h1>API</h1>
        <p class="lead">Everything that this site’s API does, to read and to try.</p>
      </div>
      <nav aria-label="Contents"><ul>!${contents.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
      <div>
        !${requests(base, site.url)}
        !${session()}
        !${shown.map(({ name, routes }) => section(idOf(name), name, routes.map((one) => route(one, base)).join('')))}
        !${section(
          'shapes',
          'Shapes',
          Object.entries(components.schemas)
            .map(
              ([name, schema]) => html`<h3 id="${name}">${name}</h3>!${fieldsOf(schema, 'answer')}`,
            )
            .join(''),
        )}
        <p class="facts">!${prose(`${info.title} ${info.version}`)}</p>
      </div>
    </article>`,
  );
}

function section(id: string, title: string, content: string): string {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>!${content}</section>`;
}

function requests(base: string, url = 'http://localhost:3000/'): string {
  return section(
    'requests',
    'Requests',
    html`<p>Paths follow <code>${base}</code> on this site. Bodies and answers are JSON unless a route says otherwise; <a href="#HttpError">errors</a> have one shape. A route of the owner needs the header <code>Authorization: Bearer</code> with an access token, which <a href="#login">POST /v1/auth/login</a> answers with. Programs can read all of this in the <a href="${base}/openapi.json">OpenAPI document</a>.</p>
    <p>The examples expect</p>
    <pre><code>SITE=${url.replace(/\/$/, '')}
TOKEN=… # an access token</code></pre>`,
  );
}

/** For `public/docs.js`. The forms are disabled without it. */
function session(): string {
  return section(
    'session',
    'Signing in',
    html`<p>Each route below has a form that calls it, and shows what it answers. Sign in to call those of the owner. This page keeps the tokens in memory until you leave it; if you are signed in at <a href="/admin/">/admin/</a>, it uses that session.</p>
    <p role="status" id="session-status">Not signed in.</p>
    <form class="try" id="sign-in" method="post">
      <fieldset disabled>
        <legend>Sign in</legend>
        <p><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="username" required></p>
        <p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></p>
        <p><button>Sign in</button> <button type="button" id="sign-out" disabled>Sign out</button></p>
      </fieldset>
    </form>
    <form class="try" id="challenge" method="post" hidden>
      <fieldset disabled>
        <legend>One step more</legend>
        <p><label for="code">Code of your authenticator</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" title="6 digits" required></p>
        <p><label for="new-password">New password</label><input id="new-password" name="newPassword" type="password" autocomplete="new-password" required></p>
        <p><button>Go on</button></p>
      </fieldset>
    </form>
    <p class="check"><input id="with-token" type="checkbox" checked> <label for="with-token">Send the token to routes that accept one</label></p>`,
  );
}

function idOf(tag: string): string {
  return `tag-${tag.toLowerCase().replaceAll(/\W+/g, '-')}`;
}
