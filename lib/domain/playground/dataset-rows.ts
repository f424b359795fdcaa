import { ChatTree } from '#lib/chat/tree.ts';
import type { Message } from '#lib/contracts/datasets.ts';
import type { SaveFormat } from '#lib/contracts/playground.ts';
import { isAnswer, type MessageRow } from './message-view.ts';

type Turn = { question: string; answer: string };

/** What a column answered on the way to `head`; an answer that was stopped, failed or is empty teaches nothing. */
export function turnsOf(
  messages: readonly MessageRow[],
  head: readonly string[],
  lane: number,
): { turns: Turn[]; leftOut: number } {
  const way = new ChatTree(messages).way(head);
  const turns = way.flatMap(({ question, answers }): Turn[] => {
    const answer = answers.find((each) => each.lane === lane) ?? answers[0];
    if (!answer || !isAnswer(answer) || answer.state !== 'done' || answer.content.trim() === '') return [];
    return [{ question: question.content, answer: answer.content }];
  });
  return { turns, leftOut: way.length - turns.length };
}

/** One row of all turns, or a row a turn. */
export const groupTurns = (turns: readonly Turn[], format: SaveFormat): Turn[][] =>
  format === 'moss-jsonl' ? [[...turns]] : turns.map((turn) => [turn]);

export const mossLine = (row: readonly Turn[], number: number): string =>
  JSON.stringify({
    conversation_id: number,
    chat: Object.fromEntries(
      row.map(({ question, answer }, at) => [`turn_${at + 1}`, { Human: question, MOSS: answer }]),
    ),
  });

export const instructionLine = (row: readonly Turn[]): string =>
  JSON.stringify({ instruction: row[0]?.question ?? '', input: '', output: row[0]?.answer ?? '' });

/** The turns of a sample that a dataset holds already. */
export function turnsOfSample({ messages }: { messages: readonly Message[] }): Turn[] {
  const turns: Turn[] = [];
  for (const { role, content } of messages) {
    const last = turns.at(-1);
    if (role === 'user') turns.push({ question: content, answer: '' });
    else if (role === 'assistant' && last) last.answer = content;
  }
  return turns;
}
