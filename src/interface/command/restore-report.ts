// What a restore is asked for and what came of it. It restores nothing.
import type { AnchorStanding } from '#signer';
import type { BaseStatement, Check } from '#store';

/** What is asked for. Paths as the person gave them, made absolute. */
export interface RestoreAsked {
  readonly folder: string;
  readonly to: string | undefined;
  readonly into: string | undefined;
  readonly aside: boolean;
  readonly key: string | undefined;
  readonly say: (line: string) => void;
  readonly checked: (check: Check) => void;
}

/** What was restored, how it stands to the anchors, and what fsck found. */
export interface RestoreReport {
  readonly into: string;
  readonly aside?: string;
  readonly base: BaseStatement;
  readonly segments: number;
  readonly until: string;
  readonly standings: readonly AnchorStanding[];
  readonly failures: readonly Check[];
  readonly seconds: { readonly recovery: number; readonly proof: number };
}
