// How a command ends.

/** 0 done; 2 blocking findings; 3 refused by a rule; 64 wrong usage; 70 fault. */
export const exitCodes = { done: 0, findings: 2, refused: 3, usage: 64, fault: 70 } as const;

/** Wrong usage: the sentence is shown with the command's help. */
export class UsageProblem extends Error {}
