import { ADDRESS, byBlock, column, HASH, labelled, TIME, TITLES, title } from './columns.ts'
import type { Aggregate, Subject, Words } from './types.ts'

/** Each movement of the chain's coin twice: once for who sent it, once for who received it. */
const SIDES = `(SELECT chain_id, block_time, block_number, tx_hash, kind, "to" AS address, "from" AS other, amount AS change FROM evm.native_transfers
  UNION ALL SELECT chain_id, block_time, block_number, tx_hash, kind, "from", "to", -amount FROM evm.native_transfers)`

const summed = (id: string, names: Aggregate['title'], value: string, words: Words): Aggregate => ({
  kind: 'aggregate',
  id,
  title: names,
  value: () => value,
  unit: 'native',
  zero: true,
  additive: true,
  words,
})

/** What the chain's coin did, internal transfers included: net flows of addresses, what came in and what went out. */
export const nativeFlows: Subject = {
  id: 'native_flows',
  relation: SIDES,
  time: 'x.block_time',
  caveats: ['native_flows'],
  dimensions: {
    address: { columns: [column('address', 'x.address', TITLES.address, ADDRESS)], labelled: true },
    label: labelled('label', TITLES.label, 'x.address'),
    kind: { columns: [column('kind', 'x.kind', TITLES.kind)] },
    block: byBlock(),
  },
  filters: {
    address: (p) => `x.address = ${p}`,
    label: (p) => `x.address IN (${p})`,
    from: (p) => `x.address = ${p} AND x.change < 0`,
    to: (p) => `x.address = ${p} AND x.change > 0`,
    fromLabel: (p) => `x.address IN (${p}) AND x.change < 0`,
    toLabel: (p) => `x.address IN (${p}) AND x.change > 0`,
    minAmount: (p) => `abs(x.change) >= ${p}`,
    maxAmount: (p) => `abs(x.change) <= ${p}`,
    block: () => 'x.block_number',
  },
  metrics: [
    {
      ...summed(
        'native_net',
        title('net flow of the native coin', 'flujo neto de la moneda nativa', '原生币净流量', {
          ru: 'чистый поток монеты сети',
          tr: 'ağ parasının net akışı',
          vi: 'dòng ròng của coin gốc',
        }),
        'sum(x.change)',
        {
          en: [
            'net eth flow',
            'net flow of eth',
            'net ether flow',
            'eth net flow',
            'net native flow',
            'net eth',
            'eth balance change',
            'change in eth balance',
          ],
          es: ['flujo neto de eth', 'flujo neto en eth'],
          zh: ['eth 净流量', 'eth 净流入'],
          ru: ['чистый поток eth', 'изменение баланса eth'],
          tr: ['net eth akisi'],
          pt: ['fluxo liquido de eth'],
        },
      ),
      needs: ['address'],
    },
    summed(
      'native_internal',
      title('internal transfers of the native coin', 'transferencias internas de la moneda nativa', '原生币内部转账额', {
        ru: 'внутренние переводы монеты сети',
        tr: 'ağ parasının iç transferleri',
        vi: 'chuyển nội bộ coin gốc',
      }),
      "sum(abs(x.change)) FILTER (WHERE x.kind = 'internal' AND x.change > 0)",
      {
        en: [
          'eth received internally',
          'eth received in internal transactions',
          'eth sent by contracts',
          'eth paid out by contracts',
          'internal eth received',
        ],
        es: ['eth recibido en transacciones internas'],
        zh: ['合约转出的 eth', '内部转账的 eth'],
        ru: ['eth от контрактов', 'внутренние переводы eth'],
        tr: ['sozlesmelerin gonderdigi eth'],
        pt: ['eth recebido em transacoes internas'],
      },
    ),
    {
      kind: 'rows',
      id: 'native_internal_rows',
      title: title('internal transfers of the native coin', 'transferencias internas de la moneda nativa', '原生币内部转账'),
      columns: [
        column('time', 'x.block_time', TITLES.time, TIME),
        column('sender', 'x.other', TITLES.sender, ADDRESS),
        column('receiver', 'x.address', TITLES.receiver, ADDRESS),
        column('amount', 'x.change', TITLES.amount, ['number', 'native']),
        column('tx', 'x.tx_hash', TITLES.tx, HASH),
      ],
      sorts: { most: 'x.change', newest: 'x.block_number' },
      main: 3,
      where: "x.kind = 'internal' AND x.change > 0",
      words: {
        en: [
          'list internal eth transfers',
          'largest internal eth transfers',
          'biggest internal eth transfers',
          'latest internal eth transfers',
        ],
        es: ['mayores transferencias internas de eth'],
        zh: ['最大的内部转账'],
        ru: ['крупнейшие внутренние переводы eth'],
      },
    },
  ],
}
