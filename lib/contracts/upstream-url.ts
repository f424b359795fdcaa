import { z } from 'zod';

/** Machines' own data services: whoever reads them holds the machine. */
const FORBIDDEN =
  /^(169\.254\.\d+\.\d+|0\.0\.0\.0|\[::\]|\[f(e[89ab][0-9a-f]|d00:ec2):.*\]|\[::ffff:a9fe:.*\]|metadata\.google\.internal\.?)$/i;

/** `host` as a URL writes it: an IPv6 address stands in brackets. */
export const isForbiddenHost = (host: string): boolean => FORBIDDEN.test(host);

const parse = (value: string): URL | null => (URL.canParse(value) ? new URL(value) : null);

/**
 * Address of an OpenAI-compatible server, up to what stands before `/chat/completions`. An administrator may name any
 * host that the gateway reaches, also inside its own network: that is what the right to offer presets means.
 */
export const UpstreamUrl = z
  .string()
  .trim()
  .max(500)
  .refine(
    (value) => /^https?:$/.test(parse(value)?.protocol ?? ''),
    'expected an address with http:// or https://',
  )
  .refine((value) => {
    const url = parse(value);
    return !url || (url.username === '' && url.password === '');
  }, 'leave user and password out: the key has a field of its own')
  .refine((value) => {
    const url = parse(value);
    return !url || (url.search === '' && url.hash === '');
  }, 'leave out what follows ? or #')
  .refine(
    (value) => !isForbiddenHost(parse(value)?.hostname ?? ''),
    'this host serves data of the machine itself',
  )
  .transform((value) => value.replace(/\/+$/, ''))
  .refine(
    (value) => !/\/(chat\/completions|completions|embeddings)$/.test(value),
    'leave out the path of the call: it ends before /chat/completions, often with /v1',
  );
