import { Problem } from '../content/problems.ts';
import type { Foreign } from './day.ts';
import { decode, type File, inFile } from './files.ts';
import { isGeneric, readGeneric } from './generic.ts';
import { isGoatcounterCsv, readGoatcounterCsv } from './goatcounter-csv.ts';
import { isPlausibleTotals, readPlausible } from './plausible.ts';
import { readTable } from './table.ts';
import { isUmamiCloud, isUmamiTotals, readUmamiCloud, umamiWithoutDays } from './umami.ts';

const write = 'write a CSV with the columns date,visitors,views';

/** Reads a file that is no archive, by its first line. @throws {UserError} with the file and the line */
export function readText(file: File, today: string): Foreign {
  return inFile(file, () => {
    const text = decode(file.bytes);
    refuseOthers(text);
    const table = readTable(text);
    const { columns } = table;
    if (isGoatcounterCsv(columns)) return readGoatcounterCsv(table, today);
    if (isUmamiCloud(columns)) return readUmamiCloud(table, today);
    if (isUmamiTotals(columns)) throw new Problem(umamiWithoutDays);
    if (isPlausibleTotals(columns)) return readPlausible([file], file.path, today);
    if (isGeneric(columns)) return readGeneric(table, today);
    throw new Problem(`is no export that can be read: ${write}`, 1);
  });
}

/** @throws {Problem} for what looks like something that people may try */
function refuseOthers(text: string): void {
  const [line = ''] = text.split(/[\r\n]/, 1);
  if (/^\s*\{\s*"zip"/.test(text)) throw new Problem(umamiWithoutDays);
  if (/^\s*[[{]/.test(text)) throw new Problem(`is JSON that cannot be read: ${write}`, 1);
  if (line.startsWith('#')) {
    throw new Problem(`looks like a report of Google Analytics: ${write}`, 1);
  }
  const separator = /[;\t]/.exec(line)?.[0];
  if (separator && !line.includes(',')) {
    const name = separator === ';' ? '";"' : 'tabs';
    throw new Problem(`separates fields by ${name}: save it with commas`, 1);
  }
}
