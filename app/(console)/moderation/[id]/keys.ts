export const wordListKey = (id: string) => ['wordList', id] as const;
export const listOfWordsKey = (id: string, query: string) => ['wordList', id, 'words', query] as const;
