import { execFile } from 'node:child_process';
import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import type { Job } from './workflow.ts';

const run = promisify(execFile);

// biome-ignore lint/suspicious/noExplicitAny: the shapes of the template, which cfn-lint checks.
type Properties = any;

export interface Resource {
  Type: string;
  Properties: Properties;
}

/** A checkout of the project. Each call reads its files, and throws when they are missing. */
export interface Repository {
  text(path: string): Promise<string>;
  paths(pattern: string): Promise<string[]>;
  /** A resource of template.yaml as it is written: `!Ref X` is `X`, and `!If [a, b, c]` a list. */
  resource(id: string): Promise<Resource>;
  resources(type: string): Promise<Resource[]>;
  jobs(workflow: string): Promise<Record<string, Job>>;
  /** Which events start a workflow. */
  triggers(workflow: string): Promise<Properties>;
  resume(): Promise<Properties>;
  /** The resume's page, rendered by the code of the checkout. */
  page(): Promise<string>;
  git(...args: string[]): Promise<string>;
}

export function repositoryAt(folder: string): Repository {
  const text = (path: string) => readFile(join(folder, path), 'utf8');
  const yaml = async (path: string) => parse(await text(path), { logLevel: 'silent' });
  const template = async (): Promise<Record<string, Resource>> =>
    (await yaml('template.yaml')).Resources;
  const load = (path: string) => import(pathToFileURL(resolve(folder, path)).href);
  return {
    text,
    async paths(pattern) {
      const found: string[] = [];
      for await (const path of glob(pattern, { cwd: folder })) found.push(path);
      return found;
    },
    async resource(id) {
      const resource = (await template())[id];
      if (!resource) throw new Error(`template.yaml has no ${id}`);
      return resource;
    },
    async resources(type) {
      return Object.values(await template()).filter(({ Type }) => Type === type);
    },
    jobs: async (workflow) => (await yaml(`.github/workflows/${workflow}`)).jobs,
    triggers: async (workflow) => (await yaml(`.github/workflows/${workflow}`)).on,
    resume: async () => JSON.parse(await text('public/resume.json')),
    async page() {
      const { readResume }: typeof import('../../site/resume/read.ts') =
        await load('site/resume/read.ts');
      const { outline }: typeof import('../../site/resume/outline.ts') =
        await load('site/resume/outline.ts');
      const { resumePage }: typeof import('../../site/page/resume-page.ts') = await load(
        'site/page/resume-page.ts',
      );
      const file = 'public/resume.json';
      const assets = {
        ...{ style: '/style.css', themeScript: '/theme.js', icon: '/favicon.svg' },
        ...{ fonts: [], scripts: ['/site.js', '/track.js'] },
      };
      return resumePage(outline(readResume(await text(file), file)), { assets });
    },
    git: async (...args) => (await run('git', ['-C', folder, ...args])).stdout.trim(),
  };
}
