import { type CallBody, isObject } from '../body/check-parameters.ts';

/** Every text of a request that reaches the model or came from it: messages, prompts, inputs. */
export function textsOfRequest(body: CallBody): string[] {
  const texts: string[] = [];
  for (const message of listOf(body.messages)) if (isObject(message)) addMessage(texts, message);
  for (const name of ['prompt', 'input', 'suffix']) add(texts, body[name]);
  return texts;
}

/** Every text of a whole answer. */
export function textsOfAnswer(answer: CallBody): string[] {
  const texts: string[] = [];
  for (const choice of listOf(answer.choices)) {
    if (!isObject(choice)) continue;
    add(texts, choice.text);
    if (isObject(choice.message)) addMessage(texts, choice.message);
  }
  return texts;
}

/** What one event of a stream adds, by the text that it belongs to. */
export function piecesOfEvent(event: CallBody, add: (channel: string, text: string) => void): void {
  for (const choice of listOf(event.choices)) {
    if (!isObject(choice)) continue;
    const index = String(choice.index ?? 0);
    if (typeof choice.text === 'string') add(`${index}.text`, choice.text);
    if (!isObject(choice.delta)) continue;
    for (const name of TEXTS) {
      const text = choice.delta[name];
      if (typeof text === 'string' && text !== '') add(`${index}.${name}`, text);
    }
    for (const call of listOf(choice.delta.tool_calls)) {
      if (!isObject(call) || !isObject(call.function)) continue;
      const { name, arguments: values } = call.function;
      if (typeof name === 'string') add(`${index}.tool.${call.index}.name`, name);
      if (typeof values === 'string') add(`${index}.tool.${call.index}.arguments`, values);
    }
  }
}

const TEXTS = ['content', 'reasoning_content', 'reasoning', 'refusal'] as const;

function addMessage(texts: string[], message: CallBody): void {
  if (Array.isArray(message.content)) {
    for (const part of message.content) if (isObject(part)) add(texts, part.text);
  } else add(texts, message.content);
  for (const name of TEXTS.slice(1)) add(texts, message[name]);
  for (const call of listOf(message.tool_calls))
    if (isObject(call) && isObject(call.function)) {
      add(texts, call.function.name);
      add(texts, call.function.arguments);
    }
}

/** Token lists hold no text that could be read. */
function add(texts: string[], value: unknown): void {
  if (typeof value === 'string') {
    if (value !== '') texts.push(value);
  } else for (const item of listOf(value)) if (typeof item === 'string') texts.push(item);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
