import { ADDRESS, column, TIME, TITLES, title } from './columns.ts'
import type { Aggregate, Subject, Words } from './types.ts'

const dimensions: Subject['dimensions'] = {
  token: {
    among: 'x.contract_address',
    columns: [column('token', 'x.symbol', TITLES.token), column('token_address', 'x.contract_address', TITLES.tokenAddress, ADDRESS)],
  },
}
const filters: Subject['filters'] = { token: (p) => `x.contract_address = ${p}` }

const priced = (metric: { id: string; title: Aggregate['title']; sql: string; words: Words }): Aggregate => ({
  kind: 'aggregate',
  id: metric.id,
  title: metric.title,
  value: () => metric.sql,
  unit: 'USD',
  needs: ['token'],
  zero: false,
  additive: false,
  words: metric.words,
})

/** Hourly candles made from the chain's own pools. */
export const prices: Subject = {
  id: 'prices',
  relation: 'prices.hour',
  time: 'x.hour',
  caveats: ['price_method'],
  dimensions,
  filters,
  metrics: [
    priced({
      id: 'price_average',
      title: title('average price', 'precio medio', '平均价格'),
      sql: 'avg(x.close)',
      words: {
        en: ['average price', 'avg price', 'mean price', 'price on average'],
        es: ['precio medio', 'precio promedio'],
        zh: ['平均价格', '均价', '平均价'],
        pt: ['preco medio'],
        ru: ['средняя цена'],
        tr: ['ortalama fiyat'],
      },
    }),
    priced({
      id: 'price_high',
      title: title('highest price', 'precio máximo', '最高价'),
      sql: 'max(x.high)',
      words: {
        en: [
          'highest price',
          'high price',
          'price high',
          'max price',
          'maximum price',
          'peak price',
          'top price',
          'high of',
          'all time high',
          'all time highs',
          'high',
          'highs',
          'ath',
          'peak',
        ],
        es: ['precio maximo', 'precio mas alto', 'maximo de'],
        zh: ['历史最高价', '历史最高', '历史新高', '最高价', '最高价格'],
        ru: ['максимальная цена'],
        tr: ['en yuksek fiyat'],
        pt: ['preco maximo'],
      },
    }),
    priced({
      id: 'price_low',
      title: title('lowest price', 'precio mínimo', '最低价'),
      sql: 'min(x.low)',
      words: {
        en: ['lowest price', 'low price', 'price low', 'min price', 'minimum price', 'low of', 'all time low', 'atl', 'low', 'lows'],
        es: ['precio minimo', 'precio mas bajo', 'minimo de'],
        zh: ['历史最低价', '历史最低', '最低价', '最低价格'],
        ru: ['минимальная цена'],
        tr: ['en dusuk fiyat'],
        pt: ['preco minimo'],
      },
    }),
    priced({
      id: 'price_open',
      title: title('opening price', 'precio de apertura', '开盘价'),
      sql: 'arg_min(x.open, x.hour)',
      words: { en: ['opening price', 'open price', 'price open'], es: ['precio de apertura'], zh: ['开盘价'] },
    }),
    priced({
      id: 'price_close',
      title: title('closing price', 'precio de cierre', '收盘价'),
      sql: 'arg_max(x.close, x.hour)',
      words: {
        en: [
          'closing price',
          'close price',
          'price close',
          'daily close',
          'at the end of',
          'end of day price',
          'close',
          'closes',
          'closing prices',
          'closing',
        ],
        es: ['precio de cierre'],
        zh: ['收盘价'],
      },
    }),
    {
      ...priced({
        id: 'price_change',
        title: title('price change', 'cambio de precio', '价格涨跌幅'),
        sql: '100 * (arg_max(x.close, x.hour) - arg_min(x.open, x.hour)) / nullif(arg_min(x.open, x.hour), 0)',
        words: {
          en: [
            'price change',
            'change in price',
            'price move',
            'price movement',
            'performance',
            'price performance',
            'gain',
            'gainers',
            'gained',
            'price gain',
            'return',
            'returns',
            'price return',
            'roi',
            'percent change',
            'percentage change',
            'price drop',
            'price increase',
          ],
          es: ['cambio de precio', 'variacion de precio', 'variacion del precio'],
          zh: ['涨跌幅', '价格变化', '涨幅', '跌幅'],
        },
      }),
      unit: '%',
    },
  ],
}

/** The price of now. */
export const latestPrices: Subject = {
  id: 'latest_prices',
  relation: 'prices.latest',
  caveats: ['price_method'],
  dimensions,
  filters,
  metrics: [
    {
      kind: 'rows',
      id: 'price',
      title: title('price', 'precio', '价格'),
      columns: [
        column('token', 'x.symbol', TITLES.token),
        column('price', 'x.price', title('price', 'precio', '价格'), ['number', 'USD']),
        column('at', 'x.at', TITLES.time, TIME),
        column('token_address', 'x.contract_address', TITLES.tokenAddress, ADDRESS),
      ],
      sorts: { most: 'x.price', newest: 'x.at' },
      main: 1,
      needs: ['token'],
      words: {
        en: [
          'price',
          'prices',
          'worth',
          'cost',
          'costs',
          'current price',
          'trading at',
          'quote',
          'rate',
          'usd price',
          'price now',
          'how much is',
          'how much does',
          'how much are',
        ],
        es: ['precio', 'precios', 'cotizacion', 'vale', 'cuesta', 'valor de', 'cuanto vale', 'cuanto cuesta', 'a como esta'],
        zh: ['价格', '多少钱', '币价', '现价', '报价'],
        ru: ['цена', 'цену', 'курс', 'стоит', 'сколько стоит'],
        tr: ['fiyat', 'fiyati', 'ne kadar', 'kac dolar'],
        pt: ['preco', 'cotacao', 'quanto custa', 'quanto vale'],
      },
    },
  ],
}
