import { ChatTree } from '#lib/chat/tree.ts';
import type { Conversation } from '#lib/contracts/playground.ts';

/** The branch on show as markdown. */
export function asMarkdown(conversation: Conversation, head: readonly string[], you: string): string {
  const parts = [`# ${conversation.title}`];
  const [lane] = conversation.lanes;
  if (lane?.systemPrompt) parts.push(`> ${lane.systemPrompt.replaceAll('\n', '\n> ')}`);
  for (const { question, answers } of new ChatTree(conversation.messages).way(head)) {
    parts.push(`## ${you}`, question.content);
    for (const answer of answers) parts.push(`## ${answer.answer?.serviceName ?? ''}`, answer.content);
  }
  return `${parts.join('\n\n')}\n`;
}

export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 80);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
