import type { ChatParameters } from '#lib/contracts/chat-parameters.ts';
import type { LaneSettings } from '#lib/contracts/playground.ts';
import { ChatTree, type Node } from './tree.ts';

type Said = Node & { content: string };
type ChatRole = 'system' | 'user' | 'assistant';
/** The body of `POST /v1/chat/completions`, as sent and as shown. */
export type ChatRequest = ChatParameters & {
  model: string;
  messages: { role: ChatRole; content: string }[];
  stream: true;
  stream_options: { include_usage: true };
};

/** What a column is asked: its persona, the turns it answered, the question. */
export function chatRequest(given: {
  messages: readonly Said[];
  question: string;
  lane: number;
  callName: string;
  settings: Pick<LaneSettings, 'systemPrompt' | 'parameters'>;
}): ChatRequest {
  const { systemPrompt, parameters } = given.settings;
  const turns = new ChatTree(given.messages).history(given.question, given.lane);
  const messages = turns.flatMap(({ question, answer }, at): ChatRequest['messages'] => {
    if (at === turns.length - 1) return [{ role: 'user', content: question.content }];
    // Roles must alternate, so a question that was never answered goes with its answer.
    if (!answer || answer.content.trim() === '') return [];
    return [
      { role: 'user', content: question.content },
      { role: 'assistant', content: answer.content },
    ];
  });
  const persona: ChatRequest['messages'] =
    systemPrompt.trim() === '' ? [] : [{ role: 'system', content: systemPrompt }];
  return {
    model: given.callName,
    messages: [...persona, ...messages],
    ...parameters,
    stream: true,
    stream_options: { include_usage: true },
  };
}
