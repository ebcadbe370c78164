// An approval: a person other than the author agrees. Sending back is its opposite; the rows are dropped, the words stay.
import { endStaging, type Store } from '#store';
import { getPerson } from '#workflow/access';
import { getProposal, lockWaiting, type Proposal, wholeIdOf } from '#workflow/proposal';
import { refuseApproval } from './refusals.ts';

/** Records an approval and answers the proposal with its new count of approvals. Never one's own, never twice. */
export async function approve(store: Store, id: string, approver: string): Promise<Proposal> {
  const whole = await wholeIdOf(store.app, id);
  const person = await getPerson(store.app, approver);
  return store.app.begin(async sql => {
    const proposal = await lockWaiting(sql, whole);
    if (proposal.authorId === person.id) throw refuseApproval('own-proposal');
    const given = await sql`
      insert into laopedia.approval (proposal_id, person_id) values (${proposal.id}, ${person.id})
      on conflict do nothing returning 1`;
    if (given.length === 0) throw refuseApproval('twice', { name: person.name });
    await sql`
      insert into laopedia.act (person, what, register, proposal)
      values (${person.pseudonym}, 'approve', ${proposal.register}, ${proposal.id})`;
    return { ...proposal, approvals: proposal.approvals + 1 };
  }) as Promise<Proposal>;
}

/** Sends a proposal back to its author with a reason. */
export async function sendBack(
  store: Store,
  id: string,
  options: { readonly by: string; readonly reason: string },
): Promise<Proposal> {
  const whole = await wholeIdOf(store.app, id);
  const person = await getPerson(store.app, options.by);
  return store.app.begin(async sql => {
    const proposal = await lockWaiting(sql, whole);
    await sql`
      update laopedia.proposal set state = 'sent-back', ended = now(), reason = ${options.reason}, staging = null, leaves = null
      where id = ${proposal.id}`;
    if (proposal.staging !== null) await endStaging(sql, { ...proposal, staging: proposal.staging });
    await sql`
      insert into laopedia.act (person, what, register, proposal)
      values (${person.pseudonym}, 'send-back', ${proposal.register}, ${proposal.id})`;
    return getProposal(sql, proposal.id);
  }) as Promise<Proposal>;
}
