import type { Message } from '#lib/contracts/datasets.ts';
import { isObject, type Json, kindOf, textOf } from './fields.ts';
import type { Row } from './report.ts';

const KNOWN = new Set(['conversation_id', 'chat']);
const TURN = /^turn_(\d{1,9})$/;

/** `{conversation_id, chat: {turn_1: {Human, MOSS}, …}}` → its messages; null after naming what is wrong. */
export function readMoss(record: Json, place: Row): Message[] | null {
  const { row, report } = place;
  const before = report.problems.total;
  checkId(record.conversation_id, place);
  for (const field of Object.keys(record)) if (!KNOWN.has(field)) report.statistics.ignoreField(field);
  const { chat } = record;
  if (chat === undefined) report.problems.add('field.missing', {}, { row, field: 'chat' });
  else if (!isObject(chat))
    report.problems.add(
      'field.wrong_type',
      { wanted: 'object', found: kindOf(chat) },
      { row, field: 'chat' },
    );
  const messages = isObject(chat) ? readTurns(chat, place) : [];
  return report.problems.total === before ? messages : null;
}

function checkId(id: unknown, { row, report }: Row): void {
  const place = { row, field: 'conversation_id' };
  if (id === undefined) report.problems.add('field.missing', {}, place);
  else if (typeof id === 'number' && !(Number.isInteger(id) && id > 0))
    report.problems.add('field.not_positive_integer', { found: String(id) }, place);
  else if (id === '') report.problems.add('field.empty', {}, place);
  else if (typeof id !== 'number' && typeof id !== 'string')
    report.problems.add('field.wrong_type', { wanted: 'number', found: kindOf(id) }, place);
}

function readTurns(chat: Json, place: Row): Message[] {
  const { row, report } = place;
  const turns = Object.keys(chat)
    .flatMap((key) => {
      const match = TURN.exec(key);
      if (!match) report.statistics.ignoreField(`chat.${key}`);
      return match ? [{ key, number: Number(match[1]) }] : [];
    })
    .sort((a, b) => a.number - b.number);
  if (turns.length === 0) report.problems.add('field.empty', {}, { row, field: 'chat' });
  const messages: Message[] = [];
  for (const [index, { key, number }] of turns.entries()) {
    const field = `chat.${key}`;
    if (number !== index + 1) {
      report.problems.add('field.turn_order', { wanted: `turn_${index + 1}` }, { row, field });
      return messages;
    }
    const turn = chat[key];
    if (!isObject(turn)) {
      report.problems.add('field.wrong_type', { wanted: 'object', found: kindOf(turn) }, { row, field });
      continue;
    }
    const user = textOf(turn.Human, `${field}.Human`, place, { empty: 'refuse' });
    const assistant = textOf(turn.MOSS, `${field}.MOSS`, place, { empty: 'allow' });
    for (const name of Object.keys(turn))
      if (name !== 'Human' && name !== 'MOSS') report.statistics.ignoreField(`chat.turn_n.${name}`);
    if (user !== null && assistant !== null)
      messages.push({ role: 'user', content: user }, { role: 'assistant', content: assistant });
  }
  return messages;
}
