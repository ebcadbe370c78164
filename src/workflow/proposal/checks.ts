// What can only be told of the rows together: repeated keys, values that must be unique, references. Set-based, over
// the staging table, so that a million rows cost no memory.
import { type Finding, findingOf, type Register, referencesOf } from '#register';
import { findRegister, type Speaker, type StoredRegister, sayPrepared } from '#store';

/** A staging table under check. Each check gives at most a thousand findings, in the order of the rows. */
export interface Checked {
  readonly stored: Pick<StoredRegister, 'id' | 'register'>;
  readonly staging: string;
  /** The table is the same for many proposals: statements about it are worth keeping. */
  readonly isLasting?: boolean;
}

function say(sql: Speaker, { isLasting }: Checked, text: string) {
  return isLasting ? sayPrepared(sql, text) : sql.unsafe(text);
}

const most = 1000;

/** Keys that stand in more than one row of the file: each row after the first gets a finding. */
export async function repeatedKeys(sql: Speaker, checked: Checked): Promise<Finding[]> {
  const { stored, staging } = checked;
  const rows = await say(
    sql,
    checked,
    `
    select s.key, s.row, s.sheet, f.first from ${staging} s
    join (select key, min(row) as first from ${staging} group by key having count(*) > 1) f using (key)
    where s.row > f.first order by s.row limit ${most}`,
  );
  const field = stored.register.key.kind === 'fields' ? (stored.register.key.fields[0] ?? null) : null;
  return rows.map(row =>
    findingOf(
      { code: 'key/repeated', facts: { row: row['first'] } },
      { ...placeOf(row), field, given: String(row['key']) },
    ),
  );
}

/** Values of fields that must be unique: within the file, and against records that stand. */
export async function repeatedValues(sql: Speaker, checked: Checked): Promise<Finding[]> {
  const { stored, staging } = checked;
  const findings: Finding[] = [];
  for (const field of stored.register.schema.fields.filter(one => one.constraints.unique)) {
    const column = `f${field.number}`;
    const table = field.visibility === 'public' ? `records.r${stored.id}` : `records.r${stored.id}_${field.visibility}`;
    const rows = await say(
      sql,
      checked,
      `
      select s.row, s.sheet, s.${column}::text as given, o.row as other from ${staging} s
      join ${staging} o on o.${column} = s.${column} and o.row < s.row
      where s.op = 'put' and o.op = 'put'
      union all
      select s.row, s.sheet, s.${column}::text, null from ${staging} s
      join ${table} r on r.${column} = s.${column} and r.key <> s.key
      where s.op = 'put' and not exists (select 1 from ${staging} o where o.key = r.key and o.op <> 'keep')
      limit ${most}`,
    );
    for (const row of rows) {
      const facts = { row: row['other'] ?? '–' };
      findings.push(
        findingOf(
          { code: 'value/not-unique', facts },
          { ...placeOf(row), field: field.name, given: String(row['given']) },
        ),
      );
    }
  }
  return findings;
}

/** The registers a register refers to, with the sizes of their logs: what a check of its references rests on. */
export async function readTargets(
  sql: Speaker,
  register: Register,
): Promise<{ readonly ids: number[]; readonly sizes: number[] }> {
  const names = [...new Set(referencesOf(register).map(reference => reference.register))];
  const rows =
    names.length === 0
      ? []
      : await sql`
          select r.id, h.size from laopedia.register r join laopedia.head h on h.register_id = r.id
          where r.name = any(${names}::text[])`;
  return { ids: rows.map(row => Number(row['id'])), sizes: rows.map(row => Number(row['size'])) };
}

/**
 * References whose target will not stand when the proposal is published: it is missing or withdrawn, and the proposal does not
 * bring it, or withdraws it itself. Keys that are to take another's place are references too.
 */
export async function brokenReferences(sql: Speaker, checked: Checked): Promise<Finding[]> {
  const { stored, staging } = checked;
  const findings: Finding[] = [];
  for (const { field, register } of referencesOf(stored.register)) {
    const target = await findRegister(sql, register);
    const column = `s.f${field.number}`;
    const isOwn = register === stored.register.name;
    const ops = isOwn
      ? `left join (select key, max(op) as op from ${staging} group by key) o on o.key = ${column}`
      : '';
    const wrong = isOwn ? goneOrAbsent : '(r.key is null or r.withdrawn)';
    // A register that is not there has no records: every reference to it is broken.
    const join =
      target === undefined
        ? 'left join (select null::text as key, false as withdrawn where false) r'
        : `left join records.r${target.id} r`;
    const rows = await say(
      sql,
      checked,
      `
      select s.row, s.sheet, ${column} as given, r.key is not null as known from ${staging} s ${join} on r.key = ${column} ${ops}
      where s.op = 'put' and ${column} is not null and ${wrong}
      order by s.row limit ${most}`,
    );
    for (const row of rows) {
      const given = String(row['given']);
      const code = row['known'] === true ? 'reference/withdrawn' : 'reference/absent';
      findings.push(
        findingOf(
          { code, facts: { given, listLo: field.title.lo, listEn: field.title.en } },
          { ...placeOf(row), field: field.name, given },
        ),
      );
    }
  }
  return [...findings, ...(await brokenSuccessions(sql, checked))];
}

// What a target of the same register will be: what the proposal makes of it (o), else what it is (r).
const goneOrAbsent = `(o.op = 'withdraw' or (o.op is distinct from 'put' and (r.key is null or r.withdrawn)))`;

/** Keys that are to take another's place and will not stand. */
export async function brokenSuccessions(sql: Speaker, checked: Checked): Promise<Finding[]> {
  const { stored, staging } = checked;
  const some = await say(sql, checked, `select 1 from ${staging} where successors is not null limit 1`);
  if (some.length === 0) return [];
  const rows = await say(
    sql,
    checked,
    `
    select s.row, s.sheet, t.successor as given, r.key is not null as known
    from ${staging} s cross join lateral unnest(s.successors) t (successor)
    left join records.r${stored.id} r on r.key = t.successor
    left join (select key, max(op) as op from ${staging} group by key) o on o.key = t.successor
    where ${goneOrAbsent} order by s.row limit ${most}`,
  );
  const { lo, en } = stored.register.title;
  return rows.map(row => {
    const given = String(row['given']);
    const code = row['known'] === true ? 'reference/withdrawn' : 'reference/absent';
    return findingOf({ code, facts: { given, listLo: lo, listEn: en } }, { ...placeOf(row), given });
  });
}

/** Where a row stands in the officer's file. */
export interface RowPlace {
  readonly row: number;
  readonly sheet: string | null;
}

function placeOf(row: Record<string, unknown>): RowPlace {
  return { row: Number(row['row']), sheet: row['sheet'] as string | null };
}

/**
 * Takes the rows of findings out of the staging table, and answers where they stood. Of a repeated key every row goes,
 * the first too: which of them is right is for a person to say.
 */
export async function setRowsAside(
  sql: Speaker,
  staging: string,
  findings: readonly Finding[],
  wholeKeys: boolean,
): Promise<RowPlace[]> {
  const rows = findings.map(finding => finding.row ?? 0);
  const sheets = findings.map(finding => finding.sheet ?? '');
  const gone = await sql.unsafe(
    `with wrong as (
       select s.key, s.row, s.sheet from ${staging} s
       join unnest($1::int[], $2::text[]) as f (row, sheet) on s.row = f.row and coalesce(s.sheet, '') = f.sheet
     )
     delete from ${staging} s
     where ${wholeKeys ? 'key in (select key from wrong)' : "(row, coalesce(sheet, '')) in (select row, coalesce(sheet, '') from wrong)"}
     returning row, sheet`,
    [rows, sheets],
  );
  return gone.map(placeOf);
}
