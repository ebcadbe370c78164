// What a function made of texts, remembered for as many as fit: two generations, so that what is asked for often stays while
// what is asked for once goes. It never grows beyond both.

const generationMost = 4096;

/** A function of a text, with what it made lately. */
export class Memory {
  private readonly make: (given: string) => string;
  private young = new Map<string, string>();
  private old = new Map<string, string>();

  constructor(make: (given: string) => string) {
    this.make = make;
  }

  /** What the function makes of the text. */
  of(given: string): string {
    const held = this.young.get(given);
    if (held !== undefined) return held;
    const made = this.old.get(given) ?? this.make(given);
    if (this.young.size >= generationMost) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(given, made);
    return made;
  }
}
