import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { test } from 'tap';
import { parse } from 'yaml';
import { openapiDocument } from '../app/openapi.ts';

test('the document is valid OpenAPI 3.0', async (t) => {
  const result = await new Validator().validate(JSON.parse(await openapiDocument()));
  t.strictSame(result, { valid: true });
});

test('the built document is made from the routes as they are', async (t) => {
  t.equal(await readFile('dist/lambda/openapi.json', 'utf8'), await openapiDocument());
});

test('the gateway in template.yaml has the routes of the app', async (t) => {
  const { paths } = JSON.parse(await openapiDocument());
  const template = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  const events: { Type: string; Properties: { Method: string; Path: string } }[] = Object.values(
    template.Resources.ApiFunction.Properties.Events,
  );
  const inGateway = events.map(({ Properties }) => `${Properties.Method} ${Properties.Path}`);
  const inApp = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  // Preflights are asked of any path; the app answers them before its routes.
  t.strictSame(inGateway.sort(), [...inApp, 'OPTIONS /{proxy+}'].sort());
});
