// The machine's log (decisions 0007 and 0024): the framework's logger, told to write no address of a person, no search, no key of
// a record. A request is its route; a fault is its error without anybody's words.
import type { IncomingMessage } from 'node:http';
import { type FastifyBaseLogger, type FastifyServerOptions, LogController } from 'fastify';
import { type FaultFields, faultFields } from './fault-fields.ts';
import { type LineStream, openLineStream } from './line-stream.ts';
import { RequestLogger } from './request-logger.ts';

const nobodys: ReadonlySet<string> = new Set();

/** What the server's options say of the log, and the stream that its lines leave by. */
export interface MachineLog {
  readonly options: Pick<FastifyServerOptions, 'logger' | 'logController' | 'genReqId' | 'childLoggerFactory'>;
  readonly lines: LineStream;
}

/** The log at a level (`silent`: none). `mark` makes the numbers of this start's requests its own. */
export function openMachineLog(level: string, mark: string, lines = openLineStream(process.stdout)): MachineLog {
  let made = 0;
  const genReqId = () => `${mark}-${(++made).toString(36)}`;
  const logController = new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' });
  if (level === 'silent') return { options: { logger: false, genReqId, logController }, lines };
  const logger = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { req: () => ({}), res: () => ({}), err: faultOnce },
    stream: lines,
  };
  const childLoggerFactory = (parent: FastifyBaseLogger, bindings: object, _options: unknown, request: unknown) =>
    new RequestLogger(parent, { ...bindings }, request as IncomingMessage) as unknown as FastifyBaseLogger;
  return { options: { logger, genReqId, logController, childLoggerFactory }, lines };
}

// A request's own logger has made the fields already.
function faultOnce(thrown: unknown): FaultFields {
  const made = thrown instanceof Error || typeof thrown !== 'object' || thrown === null || !('stack' in thrown);
  return made ? faultFields(thrown, nobodys) : (thrown as FaultFields);
}
