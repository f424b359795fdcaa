import { boolean, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, id, plainText, updatedAt } from '../columns.ts';

/** K6. A list of forbidden words. Of no tenant: it holds for the services of all. */
export const wordList = pgTable('word_list', {
  id: id('wordList'),
  name: text('name').notNull().unique(),
  description: text('description').notNull().default(''),
  enabled: boolean('enabled').notNull().default(true),
  words: integer('words').notNull().default(0),
  /** Counts what gateways must hear of: other words, another name, on and off. */
  version: integer('version').notNull().default(1),
  createdBy: text('created_by').notNull(),
  createdByName: text('created_by_name').notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const word = pgTable(
  'word',
  {
    listId: text('list_id')
      .notNull()
      .references(() => wordList.id, { onDelete: 'cascade' }),
    /** As the gateway compares it: one word in two spellings is one row. */
    form: plainText('form').notNull(),
    text: text('text').notNull(),
    category: text('category').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.listId, t.form] })],
);
