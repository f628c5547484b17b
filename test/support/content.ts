import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { database } from '../../app/aws/dynamo/database.ts';
import { contentService } from '../../app/features/content/content-service.ts';
import { dynamoContentRepository } from '../../app/features/content/dynamo-repository.ts';
import type { ContentService } from '../../app/features/content/service.ts';
import type { Renderer } from '../../app/features/content/stored-html.ts';
import type { Table } from './table.ts';

interface Options {
  client?: DynamoDBDocumentClient;
  now?: () => number;
  renderer?: Renderer;
  language?: () => Promise<string>;
}

/** HTML that shows which renderer made it of which text. */
export function rendererOf(version: number, onRender: () => unknown = () => {}): Renderer {
  return {
    version,
    async render(markdown, language) {
      await onRender();
      const media = [...markdown.matchAll(/\/media\/(\S+)\)/g)].map(([, name = '']) => name);
      const words = markdown.split(/\s+/).filter(Boolean).length;
      return { html: `<p lang="${language}" class="v${version}">${markdown}</p>`, media, words };
    },
  };
}

/** The content of a table, with a renderer that is fast and plain to see through. */
export function contentOn(table: Table, options: Options = {}): ContentService {
  const { client = table.client, now = Date.now } = options;
  const { renderer = rendererOf(1), language = async () => 'en' } = options;
  const db = database(client);
  const repository = dynamoContentRepository(db, db.table(table.name));
  return contentService(repository, { renderer, language, now });
}

export const anyVersion = () => true;

export const onlyVersion = (wanted: number) => (version: number) => version === wanted;

/** The fields of a post, as its schema lets them pass. */
export function post(title: string, more: Record<string, unknown> = {}) {
  return { title, content: `# ${title}`, category: 'News', ...more };
}

/** All items of the table. */
export async function dump({ client, name }: Table): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey });
    const answer = await client.send(page);
    items.push(...(answer.Items ?? []));
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
}
