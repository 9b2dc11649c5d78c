/** Words around the name of a format that only say that a file is wanted. */
const LEAD =
  '(?:and|please|exports?|export(?:ed)?|download|save|send|get|give me|it|this|that|these|them|as|in|into|to|an?|the|como|en|un|exporta(?:r|lo)?|descargar?|в|как|виде|формате|выгрузи|скачать|скачай|indir|dưới|dạng|xuất|tải|导出为?|导出成|下载为?|以|用)'
const TAIL = '(?:file|files|format|please|olarak|biçiminde|dosyası|файл(?:ом)?|formato|archivo|格式|文件)'
const AS_FILE = new RegExp(
  `^(.*?)(?:(?<![\\p{L}\\p{N}])${LEAD}(?:\\s+|(?=\\p{Script=Latin})))*(?<![\\p{Script=Latin}\\p{N}])(csv|json)(?:\\s*${TAIL})*[\\s.!?。]*$`,
  'isu',
)

/** "daily volume as csv": the question without its last words, and the format; undefined when no file is asked for. */
export function asFile(text: string): { rest: string; file: 'csv' | 'json' } | undefined {
  const [, rest = '', format = ''] = AS_FILE.exec(text.trim()) ?? []
  if (format === '') return undefined
  return { rest: rest.replace(/[\s,;:]+$/, ''), file: format.toLowerCase() as 'csv' | 'json' }
}
