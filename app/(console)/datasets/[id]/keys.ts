/** Changes of the dataset refresh all of these. */
export const datasetKey = (id: string) => ['dataset', id] as const;
export const versionsKey = (id: string) => ['dataset', id, 'versions'] as const;
export const versionKey = (id: string, number: number) => ['dataset', id, 'version', number] as const;
export const previewKey = (id: string, number: number, from: number, search: string) =>
  ['dataset', id, 'preview', number, from, search] as const;
