import { paramError } from '../errors/gateway-error.ts';
import { type CallBody, isObject, shown } from './check-parameters.ts';

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];

/** Images of a prompt, and the bytes that they take in the body. */
export type Images = { count: number; bytes: number };

/** Throws a PARAM_ERROR that names the place; answers which images the messages hold. */
export function checkMessages(messages: unknown): Images {
  if (!Array.isArray(messages)) throw paramError('messages', `expected a list, got ${shown(messages)}`);
  if (messages.length === 0) throw paramError('messages', 'expected at least one message');
  const images = { count: 0, bytes: 0 };
  for (let i = 0; i < messages.length; i++) checkMessage(messages[i], i, images);
  return images;
}

function checkMessage(message: unknown, i: number, images: Images): void {
  if (!isObject(message)) throw paramError(`messages[${i}]`, `expected an object, got ${shown(message)}`);
  const { role, content } = message;
  if (typeof role !== 'string' || !ROLES.includes(role))
    throw paramError(`messages[${i}].role`, `expected one of ${ROLES.join(', ')}, got ${shown(role)}`);
  if (typeof content === 'string') {
    if (content === '' && role === 'user')
      throw paramError(`messages[${i}].content`, 'the message of a user must not be empty');
    return;
  }
  if (Array.isArray(content)) {
    checkParts(content, i, images);
    return;
  }
  if (content !== undefined && content !== null)
    throw paramError(`messages[${i}].content`, `expected a string or a list of parts, got ${shown(content)}`);
  if (role === 'user' || role === 'tool')
    throw paramError(`messages[${i}].content`, `is missing: a message of ${role} needs it`);
}

function checkParts(parts: unknown[], i: number, images: Images): void {
  if (parts.length === 0) throw paramError(`messages[${i}].content`, 'expected at least one part');
  for (let j = 0; j < parts.length; j++) {
    const part = parts[j];
    const at = `messages[${i}].content[${j}]`;
    if (!isObject(part)) throw paramError(at, `expected an object, got ${shown(part)}`);
    if (typeof part.type !== 'string')
      throw paramError(`${at}.type`, `expected a string such as text or image_url, got ${shown(part.type)}`);
    if (part.type === 'text' && typeof part.text !== 'string')
      throw paramError(`${at}.text`, `expected a string, got ${shown(part.text)}`);
    if (part.type === 'image_url') {
      images.count++;
      images.bytes += checkImage(part, at);
    }
  }
}

function checkImage(part: CallBody, at: string): number {
  const image = part.image_url;
  const url = isObject(image) ? image.url : image;
  if (typeof url !== 'string' || url === '')
    throw paramError(`${at}.image_url.url`, `expected an address or data:image/…;base64, got ${shown(url)}`);
  return url.length;
}
