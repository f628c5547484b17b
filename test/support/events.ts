import { readdir, readFile } from 'node:fs/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const folder = new URL('../../events/', import.meta.url);

/** The recorded events by name: what API Gateway sends for a request. */
export async function recordedEvents(): Promise<Record<string, APIGatewayProxyEvent>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [
        file.replace('.json', ''),
        JSON.parse(await readFile(new URL(file, folder), 'utf8')),
      ]),
    ),
  );
}
