declare namespace NodeJS {
  interface Require {
    context: (folder: string, deep: boolean, filter: RegExp) => import('./areas-of.ts').FolderContext;
  }
}
