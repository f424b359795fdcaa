import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import ExcelJS from 'exceljs';
import { FileRefused } from './problem-list.ts';
import type { StatisticsCollector } from './statistics.ts';
import type { TableRow } from './table-samples.ts';
import { guardZip } from './zip-guard.ts';

/** Rows of a workbook's first sheet; other sheets are named as left out. `onBytes` hears how far the file was read. */
export async function* xlsxRows(
  path: string,
  statistics: StatisticsCollector,
  onBytes: (bytes: number) => void,
): AsyncGenerator<TableRow> {
  await guardZip(path);
  const file = createReadStream(path);
  const source = file.pipe(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        onBytes(chunk.length);
        done(null, chunk);
      },
    }),
  );
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(source, {
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  let sheets = 0;
  try {
    for await (const sheet of workbook) {
      sheets++;
      if (sheets > 1) {
        statistics.ignoreSheet(nameOf(sheet, sheets));
        continue;
      }
      for await (const row of sheet) yield readRow(row);
    }
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused('file.not_xlsx', { why: 'damaged' });
  } finally {
    file.destroy();
    source.destroy();
  }
  if (sheets === 0) throw new FileRefused('file.not_xlsx', { why: 'no-sheet' });
}

function nameOf(sheet: object, number: number): string {
  const name = 'name' in sheet ? sheet.name : null;
  return typeof name === 'string' ? name : `Sheet${number}`;
}

function readRow(row: ExcelJS.Row): TableRow {
  const cells: string[] = [];
  const errors = new Map<number, string>();
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    while (cells.length < column - 1) cells.push('');
    const error = errorOf(cell.value);
    if (error !== null) errors.set(column - 1, error);
    cells[column - 1] = textOfCell(cell.value);
  });
  return { row: row.number, cells, errors };
}

function errorOf(value: ExcelJS.CellValue): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('error' in value) return String(value.error);
  if (
    'result' in value &&
    typeof value.result === 'object' &&
    value.result !== null &&
    'error' in value.result
  )
    return String(value.result.error);
  return null;
}

/** A cell as people see it: rich text without its looks, a formula's result, a link's words. */
function textOfCell(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((piece) => piece.text).join('');
  if ('text' in value) return textOfCell(value.text as ExcelJS.CellValue);
  if ('result' in value) return textOfCell(value.result as ExcelJS.CellValue);
  return '';
}
