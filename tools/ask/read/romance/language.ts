import { fold } from '../normalise.ts'

export type Romance = 'es' | 'pt'

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** Words that only one of the two languages has, and no other that is read. */
const SURE: Readonly<Record<Romance, ReadonlySet<string>>> = {
  es: words(`el los las del cual cuales cuanto cuanta cuantos cuantas quien quienes hubo hay fue fueron muestrame dame dime cuando donde
    precio volumen transaccion transacciones operacion operaciones direccion direcciones bloque bloques ayer hoy segun hasta entre sin con mayor mayores
    billetera billeteras semana pasada enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre
    intercambio intercambios moneda monedas menor mejor mejores promedio comision comisiones numero cantidad porcentaje para oye oigan che
    wey guey parce buenas hola gracias necesito quiero quisiera puedes podrias pasame tirame ahora solo tambien pero y ultimos ultimas mas menos dia dias ano
    anos mes meses hora horas xq pq cuantas enviaron recibieron compraron vendieron gastaron minero mineros kuanto kuantos kuantas fallidas ubo aber envio lunes martes
    miercoles jueves viernes domingo excepto salvo quitando cerro abrio vale dolares mil usuarios personas gente`),
  pt: words(`os as do das dos na nas nos ao aos um uma qual quais quanto quanta quantos quantas quem houve foi foram mostre mostra
    preco precos transacao transacoes negociacao negociacoes endereco enderecos bloco blocos ontem hoje ate sem com maior maiores
    carteira carteiras semana passada janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
    troca trocas moeda moedas menor melhor melhores medio media taxa taxas numero quantidade porcentagem para oi ola galera mano valeu
    obrigado obrigada preciso quero queria voce vcs vc pode poderia passa agora so tambem mais menos dia dias ano anos mes meses hora horas
    qto qts qtos qtas qnt qnto qntos qntas pfv pfvr tbm enviaram receberam compraram venderam gastaram minerador mineradores falharam teve tiveram segunda terca quarta quinta
    sexta domingo exceto fora tirando fechou abriu rolou dolares mil usuarios pessoas rolaram em por e tem pra pro`),
}
/** Words of both, which other languages may have too: one is not enough. */
const WEAK = words('la de en un una que por para com con es se le lo su al e o a no da como mas y volume volumen total uno')
/** Words of other languages: they outweigh. */
const OTHER = words(`the of in what which how many much was were is are on for with did from between and by to who show me give most
  kac ne ve icin ile hangi cok kim gun toplam islem nedir oldu var mi bu bir fazla yapan tarihinde olan gore kadar daha fiyat fiyati hacim hacmi
  bao nhieu gia hom nay ngay theo cho cua trong tuan thang qua la-gi voi mua ban giao dich`)
/** Letters of Vietnamese and Turkish, and other scripts. */
const FOREIGN = /[ăơưđğşıİĞŞ\u1EA0-\u1EF9]|\p{Script=Han}|\p{Script=Cyrillic}/u

const share = (said: readonly string[], set: ReadonlySet<string>): number => said.filter((word) => set.has(word)).length

/** Whether a message is Spanish or Portuguese; undefined when it is another language or says too little. */
export function languageOf(text: string): Romance | undefined {
  if (FOREIGN.test(text)) return undefined
  const said: string[] = fold(text).match(/[a-z]+/g) ?? []
  const marks = /[¿¡ñ]|\p{L}ci[oó]n(?:es)?\b/iu.test(text) ? { es: 2, pt: 0 } : /[ãõç]/iu.test(text) ? { es: 0, pt: 2 } : { es: 0, pt: 0 }
  const es = share(said, SURE.es) + marks.es
  const pt = share(said, SURE.pt) + marks.pt
  const weak = share(said, WEAK) >= 2 ? 0.5 : 0
  if (Math.max(es, pt) + weak <= share(said, OTHER)) return undefined
  if (es === pt && es === 0) return weak > 0 ? (/\b(?:el|la|en|y)\b/.test(said.join(' ')) ? 'es' : 'pt') : undefined
  return pt > es ? 'pt' : 'es'
}
