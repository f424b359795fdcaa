import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { type EngineName, engineHome } from '#lib/platform/engine-home.ts';
import { installEngine } from '#scripts/engine/install.ts';

/** What engine/bench/plain_trl.py prints; seconds count from the start of its process. */
export type PlainRun = {
  realTokensPerSecond: number;
  secondsToFirstLoss: number;
  steps: number;
  tokens: number;
  finalLoss: number;
};
export type PlainJob = {
  model: string;
  dataset: string;
  steps: number;
  batchSize: number;
  maxLength: number;
  learningRate: number;
  /** float32 and no recomputation instead of trl's defaults: what a person who knows the CPU would choose. */
  lean?: boolean;
};

/** Makes one of the engine's environments unless it is there already. */
export async function needEngine(name: EngineName, say: (line: string) => void): Promise<void> {
  let last = '';
  await installEngine(name, {
    onStep: ({ step, progress }) => {
      const line = `  engine ${name}: ${step} ${Math.round(progress * 10) * 10} %`;
      if (line !== last && step !== 'done') say(line);
      last = line;
    },
  });
}

/** Runs the engine's Python to its end; answers what it printed. */
export function runPython(args: string[]): Promise<string> {
  const engine = engineHome('train');
  return new Promise((resolve, reject) => {
    const child = spawn(engine.python, args, {
      cwd: tmpdir(),
      env: {
        ...process.env,
        PYTHONPATH: engine.pythonPath,
        HF_HUB_OFFLINE: '1',
        TRANSFORMERS_OFFLINE: '1',
        TOKENIZERS_PARALLELISM: 'false',
        // The engine's own choice, given to the peer too: on shared cores its spinning threads made it ten times slower.
        OMP_WAIT_POLICY: 'PASSIVE',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    let complaints = '';
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.stderr.on('data', (chunk) => (complaints += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`python ${args.join(' ')} ended with ${code}:\n${complaints.slice(-2000)}`));
    });
  });
}

/** The peer: the same job as a script of a few lines, with trl's defaults. */
export async function runPlainTrl(job: PlainJob): Promise<PlainRun> {
  const printed = await runPython([
    `${engineHome('train').pythonPath}/bench/plain_trl.py`,
    ...['--model', job.model, '--dataset', job.dataset, '--steps', String(job.steps)],
    ...['--batch-size', String(job.batchSize), '--max-length', String(job.maxLength)],
    ...['--learning-rate', String(job.learningRate)],
    ...(job.lean ? ['--lean'] : []),
  ]);
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '') as PlainRun;
}
