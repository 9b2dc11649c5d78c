import { ADDRESS, column, TITLES, title } from './columns.ts'
import type { Subject } from './types.ts'

/** Labelled addresses: what is known about who is who. */
export const labels: Subject = {
  id: 'labels',
  relation: 'labels.addresses',
  caveats: [],
  dimensions: {
    label: { columns: [column('label', 'x.category', TITLES.label)] },
    chain: { columns: [column('chain', 'x.blockchain', TITLES.chain)] },
  },
  filters: { address: (p) => `x.address = ${p}`, label: (p) => `x.address IN (${p})` },
  metrics: [
    {
      kind: 'aggregate',
      id: 'labelled_addresses',
      title: title('labelled addresses', 'direcciones etiquetadas', '已标记地址数', {
        ru: 'помеченные адреса',
        tr: 'etiketli adresler',
        vi: 'địa chỉ có nhãn',
      }),
      value: () => 'count(DISTINCT x.address)',
      unit: 'count',
      zero: true,
      additive: false,
      words: {
        en: [
          'labelled addresses',
          'labeled addresses',
          'addresses with a label',
          'addresses have a label',
          'known addresses',
          'tagged addresses',
          'addresses are labelled',
          'addresses are labeled',
          'addresses labelled',
          'addresses labeled',
          'addresses labelled as',
          'addresses labeled as',
          'addresses are tagged',
        ],
        es: ['direcciones etiquetadas'],
        zh: ['已标记地址', '有标签的地址', '标记地址'],
        ru: ['помеченных адресов', 'адресов с меткой'],
        tr: ['etiketli adres'],
        pt: ['enderecos rotulados'],
      },
    },
    {
      kind: 'aggregate',
      id: 'labels',
      title: title('labels', 'etiquetas', '标签数', { ru: 'метки', tr: 'etiketler', vi: 'nhãn' }),
      value: () => 'count(*)',
      unit: 'count',
      zero: true,
      additive: true,
      words: {},
    },
    {
      kind: 'aggregate',
      id: 'label_kinds',
      title: title('kinds of labels', 'tipos de etiquetas', '标签种类数', { ru: 'виды меток', tr: 'etiket türleri', vi: 'loại nhãn' }),
      value: () => 'count(DISTINCT x.category)',
      unit: 'count',
      zero: true,
      additive: false,
      words: {
        en: ['distinct labels', 'unique labels', 'different labels', 'label kinds', 'kinds of labels', 'label types', 'types of labels'],
      },
    },
    {
      kind: 'rows',
      id: 'label_rows',
      title: title('labels', 'etiquetas', '标签', { ru: 'метки', tr: 'etiketler', vi: 'nhãn' }),
      columns: [
        column('name', 'x.name', TITLES.name),
        column('label', 'x.category', TITLES.label),
        column('address', 'x.address', TITLES.address, ADDRESS),
      ],
      sorts: { most: 'x.name', newest: 'x.name' },
      main: 0,
      words: {},
    },
  ],
}
