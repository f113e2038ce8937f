export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly type: 'application/json' | 'text/html; charset=utf-8';
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer other than success, thrown from wherever it is found out. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body: `${JSON.stringify(value)}\n`, type: 'application/json', headers };
}

export function html(body: string): Reply {
  return { status: 200, body, type: 'text/html; charset=utf-8' };
}
