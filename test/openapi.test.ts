import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { test } from 'tap';
import { parse } from 'yaml';
import { openapiDocument } from '../app/openapi.ts';
import { lambdaFolder } from './support/dist.ts';

test('the document is valid OpenAPI 3.0', async (t) => {
  const result = await new Validator().validate(JSON.parse(await openapiDocument()));
  t.strictSame(result, { valid: true });
});

test('the built document is made from the routes as they are', async (t) => {
  t.equal(await readFile(`${lambdaFolder}/openapi.json`, 'utf8'), await openapiDocument());
});

interface Gateway {
  Properties: { Method: string; Path: string; Auth?: { Authorizer: string } };
}

async function gateway(): Promise<Gateway[]> {
  const template = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  return Object.values(template.Resources.ApiFunction.Properties.Events);
}

interface Operation {
  security?: object[];
}

async function operations(): Promise<[route: string, Operation][]> {
  const { paths } = JSON.parse(await openapiDocument());
  return Object.entries<Record<string, Operation>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

const routeOf = ({ Properties }: Gateway) => `${Properties.Method} ${Properties.Path}`;

test('the gateway in template.yaml has the routes of the app', async (t) => {
  const inApp = (await operations()).map(([route]) => route);
  // Preflights are asked of any path; the app answers them before its routes.
  const wanted = [...inApp, 'OPTIONS /{proxy+}'];
  t.strictSame((await gateway()).map(routeOf).sort(), wanted.sort());
});

test('the gateway guards the routes that the app keeps for those who signed in', async (t) => {
  const guarded = (await gateway()).filter(({ Properties }) => Properties.Auth);
  // An empty alternative means that a token is optional: the gateway cannot know that.
  const needToken = ({ security = [] }: Operation) =>
    security.length > 0 && security.every((scheme) => Object.keys(scheme).length > 0);
  const kept = (await operations()).filter(([, operation]) => needToken(operation));
  t.ok(kept.length > 0);
  t.strictSame(guarded.map(routeOf).sort(), kept.map(([route]) => route).sort());
});
