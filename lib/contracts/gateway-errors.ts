/**
 * Errors of the inference API: the platform's codes with their type and HTTP status. A more telling status may replace
 * the usual one (404 unknown model, 413 body too large, 503 no instance): OpenAI's clients go by the status alone.
 */
export const GATEWAY_ERRORS = {
  '500001': { type: 'INVOKE_MODEL_ERROR', status: 500 },
  '500002': { type: 'PARAM_ERROR', status: 400 },
  '500003': { type: 'SYSTEM_ERROR', status: 500 },
  '500004': { type: 'INCORRECT_API_KEY_PROVIDED', status: 401 },
  '600001': { type: 'INVOKE_TEXT_AUDIT_ERROR', status: 400 },
  '600002': { type: 'TEXT_AUDIT_NOT_PASS', status: 400 },
  '600003': { type: 'TEXT_AUDIT_QUESTION_NOT_PASS', status: 400 },
  '600004': { type: 'TEXT_AUDIT_ANSWER_NOT_PASSED', status: 400 },
  '600005': { type: 'RESOURCES_TIPS', status: 429 },
  '700001': { type: 'AK_RPM_RATELIMITING', status: 429 },
  '700002': { type: 'AK_TPM_RATELIMITING', status: 429 },
  '700003': { type: 'AK_BANNED', status: 429 },
  '700004': { type: 'MODEL_RPM_RATELIMITING', status: 429 },
  '700005': { type: 'MODEL_TPM_RATELIMITING', status: 429 },
  '700006': { type: 'AK_IPM_RATELIMITING', status: 429 },
  '700007': { type: 'MODEL_IPM_RATELIMITING', status: 429 },
  'ModelArts.4206': { type: 'INSTANCE_QPS_RATELIMITING', status: 429 },
  /** In records alone: the caller hung up first. */
  client_closed: { type: 'CLIENT_CLOSED', status: 499 },
} as const;
export type GatewayErrorCode = keyof typeof GATEWAY_ERRORS;
