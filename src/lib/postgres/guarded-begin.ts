// Transactions that survive the death of their connection. postgres.js 3.4 writes its closing `rollback` or `commit` to a
// connection that is gone, which throws outside of every promise and ends the process (porsager/postgres#1154, #1208).
// So a transaction whose connection was lost never comes to its end there: its caller has been told already.
import type postgres from 'postgres';

type Run = (sql: postgres.TransactionSql) => unknown;

/** The server's last words before it closes: shutdown, crash, ended by an administrator (class 57P). */
const lastWords = /^57P0[1-5]$/;
/** So long the close may take to arrive after them; they may also be another connection's. */
const closeMilliseconds = 250;

/** Lays the guard over a pool's `begin`. */
export function guardBegin(sql: postgres.Sql): postgres.Sql {
  const begin = sql.begin.bind(sql) as (options: string, run: Run) => Promise<unknown>;
  const guarded = (...given: [Run] | [string, Run]): Promise<unknown> => {
    const [options, run] = given.length === 1 ? ['', given[0]] : given;
    const state = { lost: false };
    const running = begin(options, tx => untilLost(run, tx, state));
    running.catch(() => {
      state.lost = true;
    });
    return running;
  };
  return Object.assign(sql, { begin: guarded }) as postgres.Sql;
}

function untilLost(run: Run, tx: postgres.TransactionSql, state: { lost: boolean }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (problem: unknown, done: () => void) => {
      const look = () => state.lost || done();
      const code = String((problem as { code?: unknown } | undefined)?.code);
      if (lastWords.test(code)) setTimeout(look, closeMilliseconds);
      // A close that is known to the driver is known here before this turn of the event loop is over.
      else setImmediate(look);
    };
    Promise.resolve()
      .then(() => run(stopping(tx, state)))
      .then(
        value => settle(undefined, () => resolve(value)),
        problem => settle(problem, () => reject(problem)),
      );
  });
}

// What still runs after the loss is stopped at its next statement.
function stopping(tx: postgres.TransactionSql, state: { lost: boolean }): postgres.TransactionSql {
  const look = (): void => {
    if (state.lost)
      throw Object.assign(new Error('the connection of this transaction is gone'), { code: 'CONNECTION_CLOSED' });
  };
  return new Proxy(tx, {
    apply(target, self, given) {
      look();
      return Reflect.apply(target, self, given) as unknown;
    },
    get(target, name, receiver) {
      if (name === 'unsafe' || name === 'savepoint') look();
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
}
