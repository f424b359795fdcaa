/** One sentence a person can act on. */
export class InstallFailure extends Error {}

const NO_SPACE = /ENOSPC|No space left on device|os error 28|Disk quota exceeded|os error 122/i;
const NO_NETWORK =
  /dns error|failed to lookup|Temporary failure in name resolution|Name or service not known|Connection refused|Network is unreachable|error sending request|Could not connect|timed? ?out|Failed to fetch|NewConnectionError|Max retries exceeded/i;

/** What a tool printed, as a sentence; `folder` is where it was writing. */
export function explain(what: string, output: string, folder: string): InstallFailure {
  if (NO_SPACE.test(output)) {
    return new InstallFailure(
      `The disk that holds ${folder} is full: the engine needs about 12 GB there. Free some space, or set STUDIO_ENGINE_HOME to a folder with more, and start again.`,
    );
  }
  if (NO_NETWORK.test(output)) {
    return new InstallFailure(
      'No Python package registry can be reached, so the engine cannot be installed. Check the network, or name a mirror with UV_DEFAULT_INDEX, and start again.',
    );
  }
  const lines = output.trim().split('\n').slice(-3).join(' ').slice(0, 600);
  return new InstallFailure(`${what} failed: ${lines || 'it said nothing'}`);
}
