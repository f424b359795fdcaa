import type { AgentInfo, JobKind } from '#lib/contracts/agent/index.ts';
import type { Ability, AbilityReason, TemplateAction } from '#lib/contracts/templates.ts';
import { availableBytes, neededBytes } from './memory.ts';
import type { Template } from './template.ts';

export type ClusterInfo = Pick<AgentInfo, 'cards' | 'cardName' | 'memoryBytes' | 'kinds' | 'engine'>;

const TUNE_ACTIONS = { full: 'tune-full', lora: 'tune-lora' } as const;
const COMPRESS_ACTIONS = {
  'smoothquant-w8a8': 'compress-smoothquant-w8a8',
  'awq-w4a16': 'compress-awq-w4a16',
} as const;

/** Kind of job that does it. */
const KIND_OF: Record<Exclude<TemplateAction, 'create'>, JobKind> = {
  'tune-full': 'tune',
  'tune-lora': 'tune',
  evaluate: 'evaluate',
  'compress-smoothquant-w8a8': 'compress',
  'compress-awq-w4a16': 'compress',
  deploy: 'serve',
};

/** Structures that transformers does not know itself: their publishers ship them as code beside the weights. */
const NEEDS_OWN_CODE = new Set(['qwen', 'chatglm', 'baichuan']);

export const needsOwnCode = (template: Template): boolean =>
  NEEDS_OWN_CODE.has(template.expected.modelType ?? '');

const gib = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`;

/**
 * What the tables allow for a template, and which of it the best of these clusters can do.
 * `hasWeights`: recommended weights are on this installation.
 */
export function templateAbilities(
  template: Template,
  clusters: readonly ClusterInfo[],
  hasWeights: boolean,
): Ability[] {
  const supported: Exclude<TemplateAction, 'create'>[] = [
    ...template.supports.tune.map((method) => TUNE_ACTIONS[method]),
    ...template.supports.compress.map((method) => COMPRESS_ACTIONS[method]),
    ...(template.supports.evaluate ? (['evaluate'] as const) : []),
    ...(template.supports.deploy ? (['deploy'] as const) : []),
  ];
  const refused = (Object.keys(KIND_OF) as (keyof typeof KIND_OF)[]).filter(
    (action) => !supported.includes(action),
  );
  return [
    creating(template, hasWeights),
    ...supported.map((action) => onBestCluster(action, template, clusters)),
    ...refused.map((action) => ({
      action,
      supported: false,
      runnable: false,
      reason:
        template.quantisation === 'none'
          ? {
              code: 'not-supported' as const,
              message: `The support tables do not list ${template.name} for it.`,
            }
          : { code: 'quantised-only-deploys' as const, message: 'A quantised model can only be deployed.' },
    })),
  ];
}

function creating(template: Template, hasWeights: boolean): Ability {
  if (template.onlyFromCompression)
    return {
      action: 'create',
      supported: false,
      runnable: false,
      reason: {
        code: 'only-from-compression',
        message: 'SmoothQuant-W8A8 weights come out of compressing the unquantised model.',
      },
    };
  const missing: AbilityReason = template.builtIn
    ? { code: 'weights-preparing', message: 'Its weights are still being prepared: try again in a moment.' }
    : {
        code: 'own-weights-needed',
        message: 'Its weights are not on this installation: bring a folder of your own.',
      };
  return { action: 'create', supported: true, runnable: true, reason: hasWeights ? null : missing };
}

function onBestCluster(
  action: keyof typeof KIND_OF,
  template: Template,
  clusters: readonly ClusterInfo[],
): Ability {
  const answers = clusters.map((cluster) => onCluster(action, template, cluster));
  const best =
    answers.find((answer) => answer.runnable && !answer.reason) ??
    answers.find((answer) => answer.runnable) ??
    answers.toSorted((a, b) => (b.reason?.availableBytes ?? 0) - (a.reason?.availableBytes ?? 0))[0];
  return (
    best ?? {
      action,
      supported: true,
      runnable: false,
      reason: { code: 'no-cluster', message: 'No cluster has answered yet.' },
    }
  );
}

function onCluster(action: keyof typeof KIND_OF, template: Template, cluster: ClusterInfo): Ability {
  const no = (reason: AbilityReason): Ability => ({ action, supported: true, runnable: false, reason });
  const kind = KIND_OF[action];
  if (!cluster.kinds.includes(kind))
    return no({ code: 'no-engine', message: 'The cluster has no engine for this kind of job.' });
  if (needsOwnCode(template))
    return no({
      code: 'needs-own-code',
      message: 'Its structure is code that ships with the weights, which the engine does not run.',
    });
  if (template.sizeBillion !== null) {
    const needed = neededBytes(
      action,
      { sizeBillion: template.sizeBillion, quantisation: template.quantisation },
      cluster.cards > 0,
    );
    const available = availableBytes(cluster);
    if (needed > available)
      return no({
        code: 'memory',
        message: `It needs about ${gib(needed)} of memory; the cluster has ${gib(available)}.`,
        neededBytes: needed,
        availableBytes: available,
      });
  }
  const wanted = kind === 'serve' ? 'serve' : 'train';
  const engine = cluster.engine.find((component) => component.name === wanted);
  if (engine?.state === 'failed' || engine?.state === 'absent')
    return no({ code: 'no-engine', message: `The ${wanted} engine is not installed on the cluster.` });
  const reason: AbilityReason | null =
    engine?.state === 'installing'
      ? { code: 'engine-installing', message: 'The engine is being installed; jobs wait until it is ready.' }
      : null;
  return { action, supported: true, runnable: true, reason };
}
