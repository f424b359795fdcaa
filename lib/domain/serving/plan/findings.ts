import type { ServicePlan } from '#lib/contracts/service-plan.ts';

type Blocker = ServicePlan['blockers'][number];
type Warning = ServicePlan['warnings'][number];
type Values = Blocker['values'];

/** What was found in the way, and what is merely worth knowing. */
export class Findings {
  readonly blockers: Blocker[] = [];
  readonly warnings: Warning[] = [];

  block(
    field: string,
    code: Blocker['code'],
    message: string,
    advice: string | null = null,
    values: Values = {},
  ): void {
    this.blockers.push({ field, code, message, advice, values });
  }

  warn(field: string | null, code: Warning['code'], message: string, values: Values = {}): void {
    this.warnings.push({ field, code, message, values });
  }
}
