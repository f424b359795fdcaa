export const MAX_TRY_LENGTH = 4000;

/** Bytes of one import. */
export const MAX_IMPORT_BYTES = 16 * 1024 * 1024;
export const WORD_LIST_STATES = ['enabled', 'disabled'] as const;
