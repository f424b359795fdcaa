import { CALL_PARAMETERS, type CallParameter } from '#lib/contracts/call-parameters.ts';
import { paramError } from '../errors/gateway-error.ts';

export type CallBody = Record<string, unknown>;
const PARAMETERS = new Map<string, CallParameter>(CALL_PARAMETERS.map((one) => [one.name, one]));

/** Throws a PARAM_ERROR that names the first parameter of a wrong type or outside its range. null counts as absent. */
export function checkParameters(body: CallBody): void {
  for (const name of Object.keys(body)) {
    const value = body[name];
    const parameter = PARAMETERS.get(name);
    if (!parameter || value === null) continue;
    const expected = complaint(parameter, value);
    if (expected) throw paramError(name, `expected ${expected}, got ${shown(value)}`);
  }
  if (body.stream_options !== undefined && body.stream_options !== null) checkStreamOptions(body);
  if (body.response_format !== undefined && body.response_format !== null)
    checkResponseFormat(body.response_format as CallBody);
  if (body.use_beam_search === true) checkBeamSearch(body);
  else {
    const penalty = body.length_penalty;
    if (typeof penalty === 'number' && penalty !== 1)
      throw paramError('length_penalty', 'needs use_beam_search true, top_k -1 and best_of larger than 1');
    if (typeof body.n === 'number' && body.n > 1 && (body.temperature === 0 || body.top_k === 1))
      throw paramError(
        'n',
        'several answers need sampling: temperature larger than 0 and top_k other than 1',
      );
  }
}

function complaint(parameter: CallParameter, value: unknown): string | null {
  switch (parameter.kind) {
    case 'number':
    case 'integer': {
      const { min, max, also } = parameter;
      if (typeof value === 'number') {
        const whole = parameter.kind === 'number' || Number.isInteger(value);
        if (whole && ((value >= min && value <= max) || also?.includes(value))) return null;
      }
      const noun = parameter.kind === 'integer' ? 'an integer' : 'a number';
      const range = max >= 2 ** 31 - 1 ? `of at least ${min}` : `from ${min} to ${max}`;
      return `${noun} ${range}${also ? ` or ${also.join(' or ')}` : ''}`;
    }
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'string':
      return typeof value === 'string' ? null : 'a string';
    case 'object':
      return isObject(value) ? null : 'an object';
    case 'strings':
      return typeof value === 'string' || isStrings(value) ? null : 'a string or a list of strings';
  }
}

function checkStreamOptions(body: CallBody): void {
  if (body.stream !== true) throw paramError('stream_options', 'only allowed when stream is true');
  const wanted = (body.stream_options as CallBody).include_usage;
  if (wanted !== undefined && wanted !== null && typeof wanted !== 'boolean')
    throw paramError('stream_options.include_usage', `expected true or false, got ${shown(wanted)}`);
}

const FORMATS = ['text', 'json_object', 'json_schema', 'structural_tag'];
function checkResponseFormat(format: CallBody): void {
  if (!FORMATS.includes(String(format.type)))
    throw paramError(
      'response_format.type',
      `expected one of ${FORMATS.join(', ')}, got ${shown(format.type)}`,
    );
  if (format.type === 'json_schema' && !isObject(format.json_schema))
    throw paramError('response_format.json_schema', 'expected an object with the schema');
}

function checkBeamSearch(body: CallBody): void {
  const must = (name: string, good: boolean, what: string) => {
    if (!good) throw paramError(name, `with use_beam_search it must be ${what}`);
  };
  must('n', typeof body.n === 'number' && body.n > 1, 'larger than 1');
  must('top_p', (body.top_p ?? 1) === 1, '1');
  must('top_k', (body.top_k ?? -1) === -1, '-1');
  must('temperature', body.temperature === 0, '0');
  if (typeof body.length_penalty === 'number' && body.length_penalty !== 1)
    must('best_of', typeof body.best_of === 'number' && body.best_of > 1, 'larger than 1');
}

export const isObject = (value: unknown): value is CallBody =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** A value as a message may quote it: short, on one line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
