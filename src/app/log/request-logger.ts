// The logger of one request: made for every request, so it costs nothing until it writes. It never repeats what the request brought.
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { faultFields } from './fault-fields.ts';
import { masked, wordsOf } from './masked.ts';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** What the framework and the rooms write by as `request.log`. */
export class RequestLogger {
  readonly #logger: FastifyBaseLogger;
  readonly #bindings: Record<string, unknown>;
  readonly #request: IncomingMessage;

  constructor(logger: FastifyBaseLogger, bindings: Record<string, unknown>, request: IncomingMessage) {
    this.#logger = logger;
    this.#bindings = bindings;
    this.#request = request;
  }

  get level(): string {
    return this.#logger.level;
  }

  fatal(...given: unknown[]): void {
    this.#write('fatal', given);
  }

  error(...given: unknown[]): void {
    this.#write('error', given);
  }

  warn(...given: unknown[]): void {
    this.#write('warn', given);
  }

  info(...given: unknown[]): void {
    this.#write('info', given);
  }

  debug(...given: unknown[]): void {
    this.#write('debug', given);
  }

  trace(...given: unknown[]): void {
    this.#write('trace', given);
  }

  silent(): void {}

  child(bindings: Record<string, unknown>): RequestLogger {
    return new RequestLogger(this.#logger, { ...this.#bindings, ...bindings }, this.#request);
  }

  #write(level: Level, [first, text]: readonly unknown[]): void {
    const words = wordsOf(this.#request);
    const fields = typeof first === 'object' && first !== null ? first : {};
    const {
      err = fields instanceof Error ? fields : undefined,
      req,
      res,
      ...others
    } = fields as Record<string, unknown>;
    const said = typeof first === 'string' ? first : text;
    const fault = err === undefined ? {} : { err: faultFields(err, words) };
    const sentence = typeof said === 'string' ? masked(said, words) : undefined;
    this.#logger[level]({ ...this.#bindings, ...(fields instanceof Error ? {} : others), ...fault }, sentence);
  }
}
