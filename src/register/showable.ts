// Makes a text that came from anywhere fit to stand in a sentence, a database or a terminal. It changes no stored value.

const unshowable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** The text with control characters, half characters and overrides of direction as U+FFFD. */
export function showable(text: string): string {
  // Nearly every text is; `search` begins anew each time, unlike `test` on a global expression.
  if (text.isWellFormed() && text.search(unshowable) === -1) return text;
  return text.toWellFormed().replace(unshowable, '\ufffd');
}
