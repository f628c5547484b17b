import type { Database, Table } from '../../aws/dynamo/database.ts';
import { dynamoLists } from './dynamo-lists.ts';
import { dynamoParts } from './dynamo-parts.ts';
import { dynamoRead } from './dynamo-read.ts';
import { dynamoSave } from './dynamo-save.ts';
import type { ContentRepository } from './repository.ts';

export function dynamoContentRepository(database: Database, table: Table): ContentRepository {
  const lists = dynamoLists(table);
  return {
    ...dynamoRead(database, table),
    ...lists,
    ...dynamoParts(database, table),
    ...dynamoSave(database, table, lists.terms),
  };
}
