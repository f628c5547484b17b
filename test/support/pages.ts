import type { FastifyServerOptions } from 'fastify';
import type { Test } from 'tap';
import { appVariables, readConfig } from '../../app/config.ts';
import { createContentDependencies } from '../../app/content-dependencies.ts';
import type { Fields, Kind } from '../../app/features/content/service.ts';
import type { SiteManifest } from '../../app/render/manifest.ts';
import { build } from './build.ts';
import { anyVersion } from './content.ts';
import { databaseEnv, makeTable, tablesEnv } from './table.ts';
import { noUserPool } from './user-pool.ts';

export const siteUrl = 'https://ada.example/';

export const manifest: SiteManifest = {
  url: siteUrl,
  language: 'en',
  name: 'Ada Lovelace',
  label: 'Analyst',
  pages: ['blog', 'projects', 'certifications'],
  noindex: false,
  previewImage: '/assets/preview-0123456789.png',
  assets: {
    style: '/assets/content-0123456789.css',
    fonts: ['/assets/serif-0123456789.woff2'],
    themeScript: '/assets/theme-0123456789.js',
    scripts: ['/assets/site-0123456789.js', '/assets/track-0123456789.js'],
    icon: '/assets/icon-0123456789.svg',
  },
};

export const minute = 60_000;
export const start = Date.parse('2026-11-21T09:30:00.000Z');

interface Options {
  site?: SiteManifest;
  serverFactory?: FastifyServerOptions['serverFactory'];
}

/** The pages of an empty table, as a site with `manifest` has them, at the instant that `clock` shows. */
export async function buildPages(t: Test, { site = manifest, serverFactory }: Options = {}) {
  const { name } = await makeTable(t);
  const env = { ...databaseEnv(), ...noUserPool, DATA_TABLE_NAME: name };
  const clock = { now: start };
  const now = () => clock.now;
  const dependencies = createContentDependencies(readConfig(tablesEnv(env), appVariables), now);
  const { content } = dependencies;
  const { app, logs } = await build(t, {
    env: { DATA_TABLE_NAME: name },
    content: { content, site: async () => site },
    ...(serverFactory && { serverFactory }),
  });

  async function read(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET' as 'GET' | 'HEAD',
  ) {
    const {
      statusCode,
      headers: answered,
      body,
    } = await app.inject({ method, url: path, headers });
    return { status: statusCode, headers: answered, body };
  }

  /** Publishes a new item, and lets a minute pass, so that no two have the same instant. */
  async function publish<K extends Kind>(kind: K, fields: Fields, publishedAt?: string) {
    const { item } = await content.create(kind, fields, { publish: false });
    const published = await content.publish(kind, item.id, publishedAt, anyVersion);
    clock.now += minute;
    return published;
  }

  return { app, clock, content, logs, read, publish };
}

/** The fields of a post. */
export function post(title: string, more: Fields = {}): Fields {
  return { title, content: `Text of ${title}.`, category: 'News', ...more };
}
