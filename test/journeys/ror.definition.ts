// The register of research organisations in its two forms: as the first 47 releases had it, and as it was from v1.45 on.
import type { Definition } from '#register';

const title = { lo: 'ອົງການຄົ້ນຄວ້າວິທະຍາສາດ', en: 'Research organisations' };

function fields(isSecond: boolean) {
  return [
    { name: 'id', type: 'string', as: 'identifier', constraints: { required: true } },
    { name: 'status', type: 'string', facet: true, codes: ['active', 'inactive', 'withdrawn'] },
    { name: 'name', type: 'string', search: 'title', constraints: { required: true } },
    { name: 'names', type: 'list', search: 'text' },
    { name: 'types', type: 'list', facet: true },
    { name: 'established', type: 'integer' },
    { name: 'city', type: 'string' },
    // The second form names the country in full words; its number ties it to the first one's.
    isSecond
      ? { name: 'country', was: 'cc', type: 'string', facet: true, aliases: ['cc'] }
      : { name: 'cc', type: 'string', facet: true },
    { name: 'lat', type: 'number' },
    { name: 'lon', type: 'number' },
    { name: 'geonames', type: 'integer' },
    { name: 'links', type: 'list' },
    { name: 'rel', type: 'list' },
    ...(isSecond
      ? [
          { name: 'domains', type: 'list' },
          { name: 'created', type: 'date' },
          { name: 'modified', type: 'date' },
        ]
      : []),
  ];
}

/** The definition; `form` 2 renames a field and has three more. */
export function organisations(form: 1 | 2): Definition {
  return {
    name: 'research-organisation',
    title,
    licence: 'CC0-1.0',
    schema: { primaryKey: ['id'], fields: fields(form === 2) },
  };
}
