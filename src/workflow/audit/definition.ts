// The definition of the audit log: a register like any other, whose facts are all of the custodian's tier.
import type { Definition } from '#register';

/** Name of the audit log. */
export const auditName = 'audit';

const hidden = { visibility: 'custodian' } as const;

/** Its definition. The number of an act is public, everything else is not. */
export const auditDefinition: Definition = {
  name: auditName,
  title: { lo: 'ບັນທຶກການກວດສອບ', en: 'Audit log' },
  description: {
    lo: 'ທຸກການກະທຳທີ່ປ່ຽນແປງລະບົບ: ໃຜ, ຫຍັງ, ເມື່ອໃດ',
    en: 'Every act that changed something: who, what, when.',
  },
  custodian: 'la',
  approvals: { approvers: 0 },
  schema: {
    primaryKey: ['id'],
    fields: [
      { name: 'id', type: 'integer', title: { lo: 'ເລກທີ', en: 'Number' }, constraints: { required: true } },
      { name: 'time', type: 'date-time', title: { lo: 'ເວລາ', en: 'Time' }, ...hidden },
      { name: 'person', type: 'string', title: { lo: 'ຜູ້ກະທຳ', en: 'Person' }, ...hidden },
      { name: 'what', type: 'string', title: { lo: 'ການກະທຳ', en: 'Act' }, ...hidden },
      { name: 'register', type: 'string', title: { lo: 'ທະບຽນ', en: 'Register' }, ...hidden },
      { name: 'proposal', type: 'string', title: { lo: 'ຂໍ້ສະເໜີ', en: 'Proposal' }, ...hidden },
      { name: 'facts', type: 'object', title: { lo: 'ລາຍລະອຽດ', en: 'Facts' }, ...hidden },
    ],
  },
};
