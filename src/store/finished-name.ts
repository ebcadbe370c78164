// What the finished tables of a proposal are called: beside its staging table, so that whoever drops that finds them.

/** The quoted name of a finished table of a proposal. */
export function finishedTable(staging: string, name: string): string {
  return `${staging.slice(0, -1)}_f_${name}"`;
}

/** The staging table's plain name that a table of the schema `staging` belongs to. */
export function stagingNameOf(name: string): string {
  return name.replace(/_f_[a-z_]+$/, '');
}
