import { z } from 'zod'
import { note, text } from '../../../core/answer.ts'
import { PetrelError } from '../../../core/errors.ts'
import { inLocale, m } from '../../../core/title.ts'
import type { Candidate, Previous, ToolContext } from '../../../core/tool.ts'
import { defineTool, type Handles } from '../../define.ts'
import { callOf, checkName, ownerOf, SAVABLE, storeOf, withParameters } from './call.ts'

const M = {
  saved: m('Saved as ', 'Guardado como ', '已保存为 ', { ru: 'Сохранено как ', tr: 'Şu adla kaydedildi: ', vi: 'Đã lưu với tên ' }),
  newer: m('Saved as a new version of ', 'Guardado como nueva versión de ', '已保存为新版本：', {
    ru: 'Сохранено как новая версия ',
    tr: 'Yeni sürüm olarak kaydedildi: ',
    vi: 'Đã lưu thành phiên bản mới của ',
  }),
  next: m(
    '/run runs it again, also with other values: /run NAME token=UNI. /queries lists, shares and compares.',
    '/run la ejecuta de nuevo, también con otros valores: /run NOMBRE token=UNI. /queries lista, comparte y compara.',
    '/run 可再次运行，也可换参数：/run 名称 token=UNI。/queries 可列出、分享和比较。',
    {
      ru: '/run выполнит снова, можно с другими значениями: /run ИМЯ token=UNI. /queries — список, обмен, сравнение.',
      tr: '/run yeniden çalıştırır, başka değerlerle de: /run AD token=UNI. /queries listeler, paylaşır, karşılaştırır.',
      vi: '/run chạy lại, cả với giá trị khác: /run TÊN token=UNI. /queries liệt kê, chia sẻ, so sánh.',
    },
  ),
  share: m('Share', 'Compartir', '分享', { ru: 'Поделиться', tr: 'Paylaş', vi: 'Chia sẻ' }),
  daily: m('Send daily', 'Enviar cada día', '每天发送', { ru: 'Присылать ежедневно', tr: 'Her gün gönder', vi: 'Gửi hằng ngày' }),
  diff: m('What changed', 'Qué cambió', '更改内容', { ru: 'Что изменилось', tr: 'Ne değişti', vi: 'Có gì thay đổi' }),
}

const input = z.object({
  name: z.string().max(80).optional().describe('Name to save it under; an existing one gets a new version.'),
  tool: z.enum(SAVABLE).optional().describe('Tool of the call to save; the last answer when left out.').meta({ byModel: false }),
  input: z.record(z.string(), z.unknown()).optional().describe('Input of that call.').meta({ byModel: false }),
})

interface Saved {
  name: string
  version: number
  created: boolean
}

/** The call behind the last answer; that of a saved query is the query itself with its values. */
async function lastCall(context: ToolContext<Handles>): Promise<Previous> {
  const previous = await context.handles.memory.previous(ownerOf(context))
  if (previous && (SAVABLE as readonly string[]).includes(previous.tool)) return previous
  if (previous?.tool === 'run') {
    const { name = '', values } = (previous.input ?? {}) as { name?: string; values?: Record<string, string> }
    const kept = await storeOf(context).find(ownerOf(context), name)
    return { tool: kept.tool, input: withParameters(kept.tool, kept.input, values) }
  }
  throw new PetrelError('cannot_answer', {
    message: 'There is no answer yet that could be saved.',
    hint: 'Ask a question about chain data first, then /save NAME.',
  })
}

const DEFAULT_NAME = 'last answer'

async function run({ name, tool, input: call }: z.output<typeof input>, context: ToolContext<Handles>): Promise<Saved> {
  const wanted = checkName(name ?? DEFAULT_NAME)
  const kept = tool ? { tool, input: call ?? {} } : await lastCall(context)
  callOf(kept, context)
  const { query, created } = await storeOf(context).save(ownerOf(context), { name: wanted, tool: kept.tool, input: kept.input })
  return { name: query.name, version: query.version, created }
}

const SAVE =
  /^(?:please )?(?:save|keep|guarda|сохрани|kaydet|lưu|保存)(?: (?:this|that|it|the (?:query|answer)|esto|это|bunu))?(?: (?:as|como|как|olarak|với tên) |为|：|: ?)["“]?(.{1,60}?)["”]?[.!]?$/iu

/** Keeps the last answer's question under a name. */
export const saveTool = defineTool({
  name: 'save',
  title: 'Save',
  description: 'Saves the question behind the last answer under a name, to run it again later.',
  descriptions: {
    es: 'Guarda con un nombre la pregunta de la última respuesta, para repetirla después.',
    zh: '将上一个回答背后的查询按名称保存，以便再次运行。',
    ru: 'Сохраняет под именем вопрос последнего ответа, чтобы выполнить его снова.',
    tr: 'Son yanıtın sorusunu bir adla kaydeder; sonra yeniden çalıştırılır.',
    vi: 'Lưu câu hỏi của câu trả lời trước dưới một tên để chạy lại sau.',
  },
  audience: 'everyone',
  reach: 'store',
  returns: 'ours',
  input,
  positional: 'name',
  read: (text): Candidate[] => {
    const name = text.length > 160 ? undefined : SAVE.exec(text.trim())?.[1]
    return name === undefined
      ? []
      : [{ tool: 'save', score: 0.97, input: { name }, missing: [], ambiguous: [], reading: `save as ${name}` }]
  },
  run,
  answer: ({ name, created }, locale) => [
    text(inLocale(created ? M.saved : M.newer, locale), name, '.'),
    note(inLocale(M.next, locale)),
    {
      kind: 'buttons',
      items: [
        { label: inLocale(M.share, locale), say: `/queries share ${name}` },
        { label: inLocale(M.daily, locale), say: `/queries schedule ${name} every day at 09:00` },
        ...(created ? [] : [{ label: inLocale(M.diff, locale), say: `/queries diff ${name}` }]),
      ],
    },
  ],
  examples: [{ say: 'save this as weekly volume', input: { name: 'weekly volume' } }],
})
