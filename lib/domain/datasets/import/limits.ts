/** Bytes of one line, list element or csv row. */
export const MAX_ROW_BYTES = 64 * 1024 * 1024;
/** Characters of one text; longer ones are a quotation mark gone wrong, not a sample. */
export const MAX_TEXT_CHARACTERS = 4_000_000;
/** Bytes of a workbook, packed and unpacked: its shared strings have to be held in memory. */
export const MAX_XLSX_BYTES = 100 * 1024 * 1024;
export const MAX_XLSX_UNPACKED_BYTES = 400 * 1024 * 1024;
/** Samples between two entries of the offsets that a preview jumps by. */
export const OFFSET_STRIDE = 500;
/** Files that are no jsonl or csv larger than this are refused (the upload limit). */
export const MAX_SOURCE_BYTES = 5_368_709_120;
