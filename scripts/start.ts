import { runStudio } from './supervisor/run.ts';

await runStudio({ reload: false });
