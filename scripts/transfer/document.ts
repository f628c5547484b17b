import { readFile } from 'node:fs/promises';
import { UserError } from '../lib/user-error.ts';
import { BadDocument, type Document, ForeignDocument, maxBytes, parseDocument } from './format.ts';

/** JSON of another program. */
export class NotAnExport extends UserError {}

/** The document in a file. @throws {NotAnExport | UserError} */
export async function readDocument(path: string): Promise<Document> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw new UserError(`${path} cannot be read: ${error.message}`);
  });
  if (bytes.length > maxBytes) throw new UserError(`${path} has more than 400 MB.`);
  try {
    return parseDocument(path, bytes.toString());
  } catch (error) {
    if (error instanceof ForeignDocument) throw new NotAnExport(error.message);
    if (error instanceof BadDocument) throw new UserError(error.message);
    throw error;
  }
}
