import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Endpoint } from '../body/endpoints.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Gateway } from '../gateway.ts';
import { textsOfRequest } from '../moderation/texts.ts';
import { relayCall } from '../relay/relay-call.ts';
import { Call } from './call.ts';
import { asGatewayError, endWithError } from './end-call.ts';
import { bodyForEngine, prepareCall } from './prepare-call.ts';
import { readBody } from './read-body.ts';

const FULL_DISK_RETRY_SECONDS = 10;

/** Takes a call from its arrival to its end; never throws. */
export async function runCall(
  gateway: Gateway,
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = new Call(endpoint, request, response);
  gateway.running.add(call);
  response.on('close', () => {
    if (!call.ended) call.onStop?.(new GatewayError('client_closed', 'The caller hung up.'));
  });
  try {
    const caller = gateway.authenticate(request);
    call.caller = caller;
    if (gateway.journal.problem)
      throw new GatewayError('500003', `${gateway.journal.problem} Try again when there is room.`, {
        status: 503,
        retryAfterSeconds: FULL_DISK_RETRY_SECONDS,
      });
    const raw = await readBody(request);
    const prepared = prepareCall(gateway.directory, call, caller, raw);
    const { route } = call;
    if (!route) throw new GatewayError('500003', 'The call lost its service.');
    route.outstanding++;
    call.counted = true;
    const { maxTokens, answers } = prepared;
    const prompt = route.estimate.of(call.promptBytes);
    const tokens = await gateway.limits.admit(call, caller, route, {
      prompt,
      answers: maxTokens * answers,
      count: answers,
    });
    if (route.config.moderation) await gateway.moderator.check(textsOfRequest(prepared.body), 'question');
    const each = tokens < maxTokens * answers ? Math.floor(tokens / answers) : maxTokens;
    const body = bodyForEngine(call, prepared, raw, each);
    await relayCall(gateway, call, route, body);
  } catch (error) {
    endWithError(gateway, call, asGatewayError(gateway, call, error));
  }
}
