/** The names of headers that matter, in lower case. */
export type AnswerHeaders = { 'content-type'?: string | undefined; 'retry-after'?: string | undefined };

export type AnswerControl = {
  /** Ends the engine's work; the handler hears of it by `onResponseError`. */
  abort: (error: Error) => void;
  pause: () => void;
  resume: () => void;
};

/** Hears what becomes of a request, in this order; an end or an error is the last. Chunks are the handler's to keep. */
export type AnswerHandler = {
  onRequestStart: (control: AnswerControl) => void;
  onResponseStart: (control: AnswerControl, status: number, headers: AnswerHeaders) => void;
  onResponseData: (control: AnswerControl, chunk: Buffer) => void;
  onResponseEnd: () => void;
  onResponseError: (control: AnswerControl, error: Error) => void;
};

/** A POST with a body of JSON. */
export type UpstreamRequest = {
  path: string;
  requestId: string;
  body: Buffer;
  /** For the head of the answer to arrive. */
  headersMs: number;
  /** Between two parts of the answer. */
  idleMs: number;
};

/** The connections to one server. */
export type Upstream = {
  dispatch: (request: UpstreamRequest, handler: AnswerHandler) => void;
  readonly closed: boolean;
  /** Lets what is under way end. */
  close: () => void;
  /** Breaks off what is under way. */
  destroy: () => Promise<void>;
};

export type UpstreamFault =
  | 'connect_timeout'
  | 'headers_timeout'
  | 'body_timeout'
  | 'closed_early'
  | 'nonsense';

export class UpstreamError extends Error {
  readonly code: UpstreamFault;

  constructor(code: UpstreamFault, message: string) {
    super(message);
    this.code = code;
  }
}
