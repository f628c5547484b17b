import type { Database, Table } from '../aws/dynamo/database.ts';

export interface Tables {
  data: Table;
  ephemeral: Table;
}

type Names = Record<'DATA_TABLE_NAME' | 'EPHEMERAL_TABLE_NAME', string>;

export function tablesOf(database: Database, names: Names): Tables {
  return {
    data: database.table(names.DATA_TABLE_NAME),
    ephemeral: database.table(names.EPHEMERAL_TABLE_NAME),
  };
}

/** In the ephemeral table. */
export const dayKeys = {
  days: 'DAYS',
  day: (day: string) => ({ pk: 'DAYS', sk: day }),
  salt: (day: string) => ({ pk: 'SALTS', sk: day }),
};
