import { type Locale, toLocale } from './locale.ts'

/** Core's own sentences. Tools bring theirs. */
const PHRASES = {
  empty: {
    en: 'Your message was empty. Ask me something about the chain, for example:',
    es: 'El mensaje estaba vacío. Pregúntame algo sobre la cadena, por ejemplo:',
    zh: '你的消息是空的。可以问我链上的问题，例如：',
  },
  refuse: {
    en: 'I cannot answer that from the data and tools I have. What I can do, for example:',
    es: 'No puedo responder eso con los datos y herramientas que tengo. Lo que sí puedo hacer, por ejemplo:',
    zh: '以我拥有的数据和工具，无法回答这个问题。我可以做的，例如：',
  },
  forecast: {
    en: 'Nobody can know that, and I do not guess: I only report what is on the chain. What I can tell you, for example:',
    es: 'Nadie puede saberlo y no hago conjeturas: solo informo de lo que hay en la cadena. Lo que sí puedo decirte, por ejemplo:',
    zh: '没有人能知道，我也不做猜测：我只报告链上已有的数据。我可以告诉你的，例如：',
  },
  unsure: {
    en: 'I am not sure what you mean. Did you mean one of these?',
    es: 'No estoy seguro de lo que quieres decir. ¿Es una de estas opciones?',
    zh: '我不确定你的意思。是下面的哪一个？',
  },
  tooLong: {
    en: 'That message is too long for me to read as a question. Please ask in a few sentences. Its length in characters is',
    es: 'Ese mensaje es demasiado largo para leerlo como pregunta. Por favor, pregunta en pocas frases. Su longitud en caracteres es',
    zh: '这条消息太长，无法作为问题阅读。请用几句话提问。它的字符数是',
  },
  tooLongLimit: { en: 'and the most I read is', es: 'y lo máximo que leo es', zh: '，我最多能读' },
  unknownCommand: {
    en: 'I have no command of that name. These exist:',
    es: 'No tengo ningún comando con ese nombre. Existen estos:',
    zh: '没有这个命令。可用的命令：',
  },
  stopped: { en: 'Stopped.', es: 'Detenido.', zh: '已停止。' },
  deadline: {
    en: 'That took too long, so I stopped. Try a narrower question.',
    es: 'Tardó demasiado y lo detuve. Prueba con una pregunta más concreta.',
    zh: '耗时太长，已停止。请缩小问题范围再试。',
  },
  failed: { en: 'That did not work.', es: 'Eso no funcionó.', zh: '操作失败。' },
} as const satisfies Record<string, Record<Locale, string>>

export type Phrase = keyof typeof PHRASES

export const phrase = (key: Phrase, locale: string): string => PHRASES[key][toLocale(locale)]
