// `laopedia proposals`, `approve` and `send-back`: the waiting changes, seen and decided by another person.
import { changedRows, type Register } from '#register';
import { getRegister } from '#store';
import { approve as giveApproval, sendBack as giveBack } from '#workflow/approval';
import { getProposal, type Proposal, type ProposedChange, readChange, readProposals } from '#workflow/proposal';
import { publish } from '#workflow/publication';
import { type Command, withHouse } from './command.ts';
import { exitCodes, UsageProblem } from './exit-code.ts';
import { changeText, titleText } from './field-text.ts';

/** The command `proposals`. */
export const proposals: Command = {
  name: 'proposals',
  words: [0, 1],
  usage: 'proposals [id]',
  lo: 'ຂໍ້ສະເໜີທີ່ລໍຖ້າອະນຸມັດ ແລະ ສິ່ງທີ່ມັນປ່ຽນ',
  en: 'The waiting proposals, or what one of them changes.',
  options: {},
  run: (context, args) =>
    withHouse(context, async house => {
      const id = args.words[0];
      if (id === undefined) {
        const waiting = await readProposals(house.sql);
        if (args.flag('json')) for (const proposal of waiting) context.out(JSON.stringify(summaryOf(proposal)));
        else context.out(waiting.length === 0 ? 'ບໍ່ມີຂໍ້ສະເໜີທີ່ລໍຖ້າ · nothing is waiting' : waiting.map(line).join('\n'));
        return exitCodes.done;
      }
      const proposal = await getProposal(house.sql, id);
      const change = await readChange(house.sql, proposal);
      if (args.flag('json')) context.out(JSON.stringify({ ...summaryOf(proposal), change }));
      else {
        const { register } = await getRegister(house.sql, proposal.register);
        context.out(wholeText(proposal, change, register));
      }
      return exitCodes.done;
    }),
};

/** The command `approve`. */
export const approve: Command = {
  name: 'approve',
  words: [1, 1],
  usage: 'approve <id> --approver <name>',
  lo: 'ອະນຸມັດຂໍ້ສະເໜີ, ເຜີຍແຜ່ເມື່ອຄົບຕາມກົດ',
  en: 'Approves a proposal; publishes it once its rule is met.',
  options: { approver: { type: 'string', hint: 'name', lo: 'ຊື່ຜູ້ອະນຸມັດ', en: "the approver's name" } },
  async run(context, args) {
    const [id = ''] = args.words;
    const approver = args.text('approver');
    if (approver === undefined) throw new UsageProblem('ໃຜອະນຸມັດ? · who approves? --approver');
    return withHouse(context, async house => {
      const proposal = await giveApproval(house.store, id, approver);
      const missing = proposal.needed - proposal.approvals;
      if (missing > 0) {
        if (args.flag('json')) context.out(JSON.stringify({ ...summaryOf(proposal), published: false }));
        else
          context.err(`✓ ${proposal.approvals}/${proposal.needed} · ຍັງຕ້ອງການ ${missing} ຄົນ · ${missing} more needed`);
        return exitCodes.done;
      }
      const published = await publish(house.store, proposal.id);
      const checkpoint = await house.checkpoint(proposal.registerId, published.size, 5000);
      const entries = [published.first, published.number];
      if (args.flag('json'))
        context.out(
          JSON.stringify({ ...summaryOf(proposal), published: true, entries, checkpoint: checkpoint ?? null }),
        );
      else context.err(`✓ ເຜີຍແຜ່ແລ້ວ · published: ${proposal.register} ${published.first}–${published.number}`);
      return exitCodes.done;
    });
  },
};

/** The command `send-back`. */
export const sendBack: Command = {
  name: 'send-back',
  words: [1, 1],
  usage: 'send-back <id> --approver <name> [--reason text]',
  lo: 'ສົ່ງຂໍ້ສະເໜີຄືນໃຫ້ແກ້ໄຂ',
  en: 'Sends a proposal back to be corrected.',
  options: {
    approver: { type: 'string', hint: 'name', lo: 'ຊື່ຜູ້ອະນຸມັດ', en: "the approver's name" },
    reason: { type: 'string', hint: 'text', lo: 'ເຫດຜົນ', en: 'the reason' },
  },
  run: (context, args) =>
    withHouse(context, async house => {
      const [id = ''] = args.words;
      const proposal = await giveBack(house.store, id, {
        by: args.text('approver') ?? 'console',
        reason: args.text('reason') ?? '',
      });
      if (args.flag('json')) context.out(JSON.stringify(summaryOf(proposal)));
      else context.err(`✓ ສົ່ງຄືນແລ້ວ · sent back: ${proposal.id}`);
      return exitCodes.done;
    }),
};

function summaryOf({ id, register, state, author, basis, counts, needed, approvals, made }: Proposal) {
  return { id, register, state, author, basis, ...counts, needed, approvals, made };
}

function line({ id, register, author, basis, counts, needed, approvals }: Proposal): string {
  const change = `+${counts.added} ~${counts.corrected} -${counts.withdrawn}`;
  return `${id.slice(0, 8)}  ${register}  ${change}  ${approvals}/${needed}  ${author}${basis === null ? '' : `  (${basis})`}`;
}

function wholeText(proposal: Proposal, change: readonly ProposedChange[], register: Register): string {
  const more = changedRows(proposal.counts) - change.length;
  const rest = more > 0 && change.length > 0 ? [`  … +${more}`] : [];
  return [line(proposal), ...change.map(one => changeLines(one, register)), ...rest].join('\n');
}

function changeLines({ key, change, before, after, fields }: ProposedChange, register: Register): string {
  const mark = change === 'added' ? '+' : change === 'withdrawn' ? '-' : '~';
  const first = `  ${mark} ${key}  ${titleText(after ?? before, register)}`.trimEnd();
  if (change !== 'corrected') return first;
  const lines = fields.map(name => `      ${changeText(name, before?.[name] ?? null, after?.[name], register)}`);
  return [first, ...lines].join('\n');
}
