// Statements that are planned once a connection. Only for texts of which there are few: a connection keeps each for its life.
import type { Row, RowList } from 'postgres';
import type { Speaker } from './fold.ts';

/** Says a statement with its values bound, prepared under its text. */
export function sayPrepared(sql: Speaker, text: string, values: readonly unknown[] = []): Promise<RowList<Row[]>> {
  // A statement without values would go by the simple protocol, which plans each time.
  return sql.unsafe(text, values as never[], { prepare: true, simple: false } as { prepare: boolean });
}
