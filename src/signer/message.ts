// What the server and its signer say to each other. No key ever passes here.

/** What the signer is told once, at its start. */
export interface SignerSettings {
  readonly databaseUrl: string;
  readonly keyFolder: string;
  readonly anchorFolder: string;
  /** The server's term in the lead of the database: without the lead nothing is signed. Undefined: whoever asks is alone, or a command. */
  readonly term?: string | undefined;
}

/** From the server to the signer. */
export type Order = { readonly order: 'start'; readonly settings: SignerSettings } | { readonly order: 'stop' };

/** From the signer to the server: every log has been checked; a log is signed up to a size; a line for the log file. */
export type Report =
  | { readonly report: 'ready' }
  | { readonly report: 'signed'; readonly registerId: number; readonly size: number }
  | { readonly report: 'line'; readonly line: string };
