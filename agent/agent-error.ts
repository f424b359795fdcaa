/** A refusal of the agent: status, code and one sentence with the way out. */
export class AgentProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
export const jobMissing = (id: string): AgentProblem =>
  new AgentProblem(404, 'job.missing', `Job ${id} is not known here.`);
