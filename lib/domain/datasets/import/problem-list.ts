import {
  MAX_LISTED_PROBLEMS,
  type Problem,
  type ProblemCode,
  type Problems,
} from '#lib/contracts/datasets.ts';

type Values = Record<string, string | number>;

/** English sentences of the problems; pages have their own by code. */
/** What can be wrong with a workbook; pages have these as `datasets.workbook`. */
const WORKBOOK = {
  'old-xls': 'it is an old xls file; save it as xlsx',
  'no-sheet': 'it holds no sheet',
  overlap: 'its parts overlap or are hidden',
  'not-zip': 'it is no zip file, or is cut off',
  directory: 'its directory is damaged',
  password: 'it is protected by a password',
  'no-workbook': 'it holds no workbook',
  damaged: 'a part of it is damaged',
  packing: 'a part of it is packed in an unknown way',
} as const;
export type WorkbookFault = keyof typeof WORKBOOK;

const REASONS: Record<ProblemCode, (values: Values) => string> = {
  'file.empty': () => 'The file is empty.',
  'file.missing': () => 'The file is no longer in the bucket. Upload it again and make a new version.',
  'file.too_large': (v) => `The file has ${v.bytes} bytes; at most ${v.limit} can be imported.`,
  'file.encoding_gbk': () => 'The file is not UTF-8 but looks like GBK. Save it again as UTF-8.',
  'file.encoding_utf16': () => 'The file is UTF-16. Save it again as UTF-8.',
  'file.encoding_unknown': () => 'The file is not UTF-8 text. Save it again as UTF-8.',
  'file.no_samples': () => 'The file holds no sample.',
  'file.not_list': () => 'The file is not a JSON list: it must begin with [ and hold objects.',
  'file.cut_off': () => 'The file ends in the middle: the list is not closed.',
  'file.not_xlsx': (v) => `The file is not a readable xlsx workbook: ${WORKBOOK[v.why as WorkbookFault]}.`,
  'file.zip_too_large': (v) =>
    `Unpacked, the workbook would have more than ${v.limit} bytes. Save it as csv.`,
  'file.columns_missing': (v) => `The first row must name the columns; missing: ${v.columns}.`,
  'file.column_twice': (v) => `The column ${v.column} is there twice.`,
  'file.quote_open': () => 'The csv cannot be read on: a quotation mark is probably not closed.',
  'file.import_failed': (v) => `The import failed several times: ${v.detail}`,
  'file.disk_full': (v) =>
    `The disk is full: ${v.megabytes} MB free at ${v.folder}. The file is still in its bucket: free some space and import it as a new version.`,
  'row.not_json': (v) => `The line is not JSON; it begins with ${v.begin}`,
  'row.not_object': () => 'The line is JSON, but not an object.',
  'row.not_utf8': () => 'The row is not valid UTF-8.',
  'row.too_long': (v) => `The row is longer than ${v.limit} bytes.`,
  'row.key_twice': (v) => `The key ${v.key} is there twice in one object.`,
  'row.column_count': (v) => `The row has ${v.found} cells, the first row has ${v.wanted}.`,
  'field.missing': () => 'The field is missing.',
  'field.empty': () => 'The field may not be empty.',
  'field.wrong_type': (v) => `Expected ${v.wanted}, found ${v.found}.`,
  'field.not_positive_integer': (v) => `Expected a positive integer, found ${v.found}.`,
  'field.too_long': (v) => `The text has ${v.characters} characters; at most ${v.limit} are taken.`,
  'field.half_character': () => 'The text holds half a character (a lone surrogate).',
  'field.turn_order': (v) => `Expected ${v.wanted}: turns are turn_1, turn_2 and so on without a gap.`,
  'field.formula_error': (v) => `The cell shows the error ${v.found}.`,
};

export function problemOf(
  code: ProblemCode,
  values: Values = {},
  place: { row?: number | null; field?: string | null } = {},
): Problem {
  return { row: place.row ?? null, field: place.field ?? null, code, reason: REASONS[code](values), values };
}

/** Counts all problems and keeps the first hundred. */
export class ProblemList {
  total = 0;
  readonly first: Problem[] = [];

  add(
    code: ProblemCode,
    values: Values = {},
    place: { row?: number | null; field?: string | null } = {},
  ): void {
    this.total++;
    if (this.first.length < MAX_LISTED_PROBLEMS) this.first.push(problemOf(code, values, place));
  }

  toJSON(): Problems {
    return { total: this.total, first: this.first };
  }
}

/** Nothing more can be read: the file is refused with what was found so far. */
export class FileRefused extends Error {
  readonly problem: Problem;

  constructor(
    code: ProblemCode,
    values: Values = {},
    place: { row?: number | null; field?: string | null } = {},
  ) {
    const problem = problemOf(code, values, place);
    super(problem.reason);
    this.problem = problem;
  }
}
