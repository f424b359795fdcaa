import { type EngineHome, engineHome } from '#lib/platform/engine-home.ts';

const PASSED = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'LD_LIBRARY_PATH', 'PYTHONUTF8'];
const PASSED_PREFIXES = ['ASCEND_', 'HCCL_', 'PYTORCH_', 'CUDA_', 'OMP_', 'XDG_'];

/** How uv reaches a registry, for the requirements of a start command. */
const REGISTRY = /^(UV_.+|PIP_INDEX_URL|SSL_CERT_FILE|https?_proxy|all_proxy|no_proxy)$/i;

/** What a runner may see of the environment: tokens and storage credentials stay with the agent. */
export function runnerEnvironment(
  engine: EngineHome,
  { cards = [], installs = false }: { cards?: number[]; installs?: boolean } = {},
): NodeJS.ProcessEnv {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value === undefined) continue;
    const passed = PASSED.includes(name) || PASSED_PREFIXES.some((prefix) => name.startsWith(prefix));
    if (passed || (installs && REGISTRY.test(name))) env[name] = value;
  }
  return {
    NODE_ENV: process.env.NODE_ENV ?? 'production',
    ...env,
    PYTHONPATH: engine.pythonPath,
    PYTHONUNBUFFERED: '1',
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
    TOKENIZERS_PARALLELISM: 'false',
    // Where a compression measures how quickly its result answers; there or not.
    STUDIO_SERVING_PYTHON: engineHome('serve').python,
    ...(cards.length > 0 ? { ASCEND_RT_VISIBLE_DEVICES: cards.join(',') } : {}),
  };
}
