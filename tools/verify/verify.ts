import { z } from 'zod'
import { type Block, figure, note, text, warning } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import type { Candidate } from '../../core/tool.ts'
import { claim } from '../command-words.ts'
import { defineTool } from '../define.ts'
import { cleanText, formatInteger, formatNumber } from '../format.ts'
import { type Checked, run } from './run.ts'

const WORDS = {
  holds: m(
    'The quote holds: every leg comes out to the wei, and the certificate proves what it says.',
    'La cotización se sostiene: cada tramo sale al wei y el certificado prueba lo que dice.',
    '报价成立：每一段精确到 wei，证书所述得到证明。',
    {
      ru: 'Котировка верна: каждый участок сходится до wei, и сертификат доказывает своё.',
      tr: 'Teklif doğru: her bacak wei düzeyinde tutuyor ve sertifika söylediğini kanıtlıyor.',
      vi: 'Báo giá đúng: mỗi chặng khớp đến từng wei và chứng chỉ chứng minh điều nó nói.',
    },
  ),
  fails: m('The quote does not hold.', 'La cotización no se sostiene.', '报价不成立。', {
    ru: 'Котировка неверна.',
    tr: 'Teklif tutmuyor.',
    vi: 'Báo giá không đúng.',
  }),
  replayed: m(
    'Replayed: {in} of {from} in, {out} of {to} out (base units).',
    'Repetido: entra {in} de {from}, sale {out} de {to} (unidades base).',
    '重放：投入 {from} {in}，得到 {to} {out}（最小单位）。',
    {
      ru: 'Повтор: на входе {in} {from}, на выходе {out} {to} (базовые единицы).',
      tr: 'Yeniden oynatıldı: {from} {in} giriş, {to} {out} çıkış (temel birim).',
      vi: 'Chạy lại: vào {in} {from}, ra {out} {to} (đơn vị gốc).',
    },
  ),
  gap: m(
    'At most {gap} bps from the best possible over {pools} pools; the quote says {told} bps.',
    'A lo sumo {gap} pb de lo mejor posible en {pools} pools; la cotización dice {told} pb.',
    '在 {pools} 个池中距最优至多 {gap} bps；报价称 {told} bps。',
    {
      ru: 'Не дальше {gap} б.п. от лучшего возможного на {pools} пулах; в котировке {told} б.п.',
      tr: '{pools} havuzda en iyiden en fazla {gap} bps; teklif {told} bps diyor.',
      vi: 'Cách tối ưu nhiều nhất {gap} bps trên {pools} pool; báo giá ghi {told} bps.',
    },
  ),
  block: m('States of block {block}.', 'Estados del bloque {block}.', '区块 {block} 的状态。', {
    ru: 'Состояния блока {block}.',
    tr: '{block} bloğunun durumları.',
    vi: 'Trạng thái của khối {block}.',
  }),
}

function filled(key: keyof typeof WORDS, locale: string, values: Record<string, ReturnType<typeof figure> | string>) {
  return inLocale(WORDS[key], locale)
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 1 ? (values[part] ?? '') : part))
}

function answer({ verdict, read, pools, records }: Checked, locale: string): Block[] {
  const { replay, holds, problems, gapBps } = verdict
  const gap = (value: number) => (Number.isFinite(value) ? formatNumber(value, locale) : '—')
  return [
    holds
      ? text(figure(inLocale(WORDS.holds, locale), records.verdict))
      : warning(figure(inLocale(WORDS.fails, locale), records.verdict), ` ${cleanText(problems.join(' '), 600)}`),
    text(
      ...filled('replayed', locale, {
        in: figure(formatInteger(replay.amountIn, locale), records.amountIn),
        out: figure(formatInteger(replay.amountOut, locale), records.amountOut),
        from: cleanText(read.quote.tokenIn, 44),
        to: cleanText(read.quote.tokenOut, 44),
      }),
    ),
    text(
      ...filled('gap', locale, {
        gap: figure(gap(gapBps), records.gap),
        pools: figure(String(pools), records.pools),
        told: figure(gap(read.quote.certificate.gapBps), records.told),
      }),
    ),
    ...(records.block === undefined ? [] : [note(...filled('block', locale, { block: figure(String(read.block), records.block) }))]),
  ]
}

/** "verify quote.json" */
function readWords(said: string): Candidate[] {
  const [, file, pools] = /^(?:verify|check) (?:the )?(?:quote )?(\S+\.json)(?: (?:with|and) (\S+\.json))?$/i.exec(said.trim()) ?? []
  if (file === undefined) return []
  return [
    claim('verify', { score: 0.95, input: { file, ...(pools ? { pools } : {}) }, reading: `verify the quote in ${cleanText(file, 60)}` }),
  ]
}

/** Checks a quote of swap from files alone. */
export const verifyTool = defineTool({
  name: 'verify',
  title: 'Verify',
  description: 'Checks a quote of swap with no network: replays it to the wei and computes its certificate again.',
  descriptions: {
    es: 'Comprueba una cotización sin red: la repite al wei y recalcula su certificado.',
    zh: '离线验证报价：逐 wei 重放并重新计算证书。',
    ru: 'Проверяет котировку без сети: повторяет до wei и заново считает сертификат.',
    tr: 'Bir teklifi ağsız doğrular: wei düzeyinde tekrarlar, sertifikayı yeniden hesaplar.',
    vi: 'Kiểm tra báo giá không cần mạng: chạy lại đến từng wei và tính lại chứng chỉ.',
  },
  audience: 'everyone',
  reach: 'files',
  returns: 'strangers',
  input: z.object({
    file: z.string().min(1).max(4096).describe('JSON file that petrel swap --json wrote.'),
    pools: z.string().min(1).max(4096).optional().describe('File with the states of the pools, when they are not in the first one.'),
  }),
  positional: 'file',
  read: readWords,
  run,
  answer,
  examples: [{ say: 'verify quote.json', input: { file: 'quote.json' } }],
})
