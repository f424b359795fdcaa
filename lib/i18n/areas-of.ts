import type { AbstractIntlMessages } from 'next-intl';

/** What the bundler makes of `require.context`: the files of a folder, by their paths in it. */
export interface FolderContext {
  keys: () => string[];
  (path: string): { default: AbstractIntlMessages };
}

/** `./account.json` → `account`: the file list is the list of areas. */
export const areasOf = (folder: FolderContext): AbstractIntlMessages =>
  Object.fromEntries(folder.keys().map((path) => [path.replace(/^.*\/|\.json$/g, ''), folder(path).default]));
