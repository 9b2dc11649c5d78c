import { fold } from '../normalise.ts'

/** Names of tokens, DEXes and parties in other scripts and in everyday speech, and how the registry spells them. */
const SPOKEN: Readonly<Record<string, string>> = {
  uniswap: 'uni_swap unisap юнисвап юнисвоп юнисвапе юнисвапа юнисвапу юнисвопе юнисвопа 优尼斯瓦普',
  sushi: 'суши 寿司',
  sushiswap: 'сушисвап сушисвапе сушисвапа сушисвопе',
  pancakeswap: 'панкейк панкейксвап 薄饼',
  curve: 'курв',
  binance: 'бинанс бинанса бинансе бинансу бинансом 币安',
  coinbase: 'коинбейс коинбеис коинбейса коинбеиса коинбейсе',
  huobi: 'хуоби 火币',
  kraken: 'кракен кракена 海妖',
  okx: 'окх okex 欧易',
  polygon: 'полигон полигоне полигона 马蹄',
  ETH: 'etherium etherum ethereums эфир эфира эфиру эфире эфиром эфириум эфириума эфириуме этериум этериума 以太坊 以太币 以太 eter éter eteryum eterium',
  BTC: 'bitcoins биткоин биткоина биткоину биткоине биткойн биткойна битка биток бтк 比特币 bitkoin',
  USDT: 'тезер тезера юсдт 泰达币 泰达',
  USDC: 'юсдс юсдк',
  DOGE: 'доге догикоин догикоина доджкоин 狗狗币 狗币',
  XRP: 'рипл рипла 瑞波币 瑞波',
  LTC: 'litecoin лаиткоин лайткоин лайткоина 莱特币',
  ADA: 'кардано 艾达币',
  SOL: 'солана соланы 索拉纳',
  SHIB: 'shibas шиба шибы шибу 柴犬币',
  LINK: 'chainlinks чеинлинк',
  UNI: '优币',
}

/** Folded spoken name to the registry's spelling. */
export const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries(SPOKEN).flatMap(([name, spoken]) => spoken.split(' ').map((each): [string, string] => [fold(each), name])),
)
