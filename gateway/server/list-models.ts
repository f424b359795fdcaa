import type { Caller } from '../auth/authenticate.ts';
import { mayCall } from '../calls/prepare-call.ts';
import type { Route } from '../routes/route.ts';
import type { Directory } from '../snapshot/directory.ts';

/** What the caller may write into `model`: its account's services, then the presets. */
export const listModels = (directory: Directory, caller: Caller) => ({
  object: 'list',
  data: [...directory.visible(caller.accountId)].filter((route) => mayCall(caller, route)).map(modelOf),
});

export function findModel(directory: Directory, caller: Caller, name: string) {
  const route = directory.find(caller.accountId, name);
  return route && mayCall(caller, route) ? { ...modelOf(route), id: name } : null;
}

const modelOf = ({ config }: Route) => ({
  id: config.names[0],
  object: 'model',
  created: Math.floor(Date.parse(config.createdAt) / 1000),
  owned_by: config.accountId ?? 'studio',
  kind: config.kind,
  state: config.state,
  ...(config.maxLength === null ? {} : { max_model_len: config.maxLength }),
});
