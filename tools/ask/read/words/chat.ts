/** Words of chats beside those of roles.ts and more.ts, in the same keys; phrases are parted by commas. */
const SAID: Readonly<Record<string, string>> = {
  'per:day': 'theo ngay, moi ngay, ngay',
  'compare:self': 'so sanh voi ky truoc, сравни с предыдущим периодом, onceki donemle karsilastir',
  'versus:day': 'dod, day over day, day on day',
  'versus:week': 'wow, week over week, week on week, w o w, semana contra semana',
  'versus:month': 'mom, month over month, month on month, m o m',
  'versus:year': 'yoy, year over year, year on year, y o y',
  ownShare: 'by share of, by share, and their share, and share of, with their share, with share, each share of, and what share',
  difference: 'by how much, difference between, the difference, exceed, exceeded, exceeds',
  often: 'often, frequently, regularly',
  sumOf:
    'sum of, the sum of, sum of all, the sum of all, sum up, summing up, add up, suma de, la suma de, soma de, a soma de, сумма, сумму',
  together: 'combined, together, taken together, put together, juntos, juntas, вместе, hep birlikte, 合计, 加起来',
  exact: 'exactly, precisely',
  pumped:
    'gainers, top gainers, biggest gainers, pumped, pumping, pump, mooned, mooning, ripped, ripping, best performing, best performer, best performers, outperformed, went up the most, rallied, que mas subio, que mas subieron, que mais subiu, que mais subiram, выросший, выросли сильнее, в плюсе, en cok yukselen, 涨得最多, 涨幅最大, 涨最多',
  tanked:
    'losers, loser, tanked, tanking, crashed the most, bled, bleeding, nuked, dumped hardest, dumped the hardest, dumped hard, fell the most, dropped the most, lost the most value, worst performing, worst performer, worst performers, underperformed, went down the most, que mas cayo, que mas bajo, que mas cayeron, que mais caiu, que mais cairam, упавший сильнее, в минусе, en cok dusen, 跌得最多, 跌幅最大, 跌最多',
  lost: 'lost the most, lost most, lost the most money, lost most money, losing the most, losing money, biggest losses, who lost, got rekt the most, most rekt, perdio mas, perdio mas dinero, perdeu mais, потерял больше всех, потерял больше всего, en cok kaybeden, 亏最多, 亏得最多, 亏损最多',
  profited:
    'made the most money, made most money, made bank, most profit, biggest profit, biggest profits, highest profit, highest pnl, best pnl, biggest gains, made the biggest profit, gano mas, gano mas dinero, gano mas plata, ganhou mais, ganhou mais dinheiro, заработал больше всех, заработал больше всего, en cok kazanan, en cok kar eden, 赚最多, 赚得最多, 盈利最多',
  worst: 'worst, the worst, peor, pior, худший, en kotu, 最差',
  best: 'best, mejor, melhor, лучший, en iyi, 最好',
  labelled:
    'etiketlenmis, etiketli, olarak etiketlenmis, olarak etiketli, olarak isaretlenmis, marcadas como, etiquetadas como, rotulados como, marcados como, помечены как, помечено как, отмечены как, 被标为, 标记为, 标为, tagged as, tagged, marked as, known as',
  still: 'still, anyone still, people still, is anyone, are people, is anybody, todavia, ainda, aun, все еще, всё ещё, hala, 还有人, 还在',
  'sup:most':
    'en yuksekti, yuksekti, fattest, juiciest, chunkiest, beefiest, fat, juicy, richest, most valuable, wealthiest, hugest, greatest amount of, highest ever, number one, #1, no 1, chart topping, topping, tops, topped, leads, lead, los mas grandes, las mas grandes, el mas grande, la mas grande, mas elevado, mas elevada, con mas, la mayoria de, que mas, mas veces, os maiores, as maiores, com mais, que mais, mais elevado, mais altos, mais altas, mais vezes, чаще всего, чаще, больше всех, больше, самых, самые, самый, самая, самое, крупнее всего, крупнеишие, наибольшее количество, en fazla, en cok, en buyuk, en buyukleri, en yuksegi, en populer, en sik, 最贵重的, 最大额, 最猛, 最多次, 第一名, 冠军, 榜首, 前几名, 最多是, 居首',
  'sup:least':
    'tiniest, smallest ever, lowest ever, rarest, least often, los menos, las menos, con menos, el mas pequeno, la mas pequena, los mas pequenos, com menos, o menor, a menor, реже всего, меньше всех, наименьшее, наименьшая, самая маленькая, самый дешевый, самая низкая, самое низкое, самый маленькии, en az, en kucugu, en dusugu, 最少的是, 最小的是, 垫底, 最便宜, 最便宜的, mas barato, mas barata, mais barato, mais barata, en ucuz, дешевле всего, самая дешевая',
  'sup:newest':
    'freshest, the last, los ultimos, las ultimas, mais novos, mais novas, самая последняя, самые последние, en yenisi, 最近一笔',
  'sup:oldest':
    'very first, the first, the oldest, la primera, el primero, os primeiros, самая первая, самыи первыи, en eski, 最先, 第一次',
  'sup:busiest':
    'most trafficked, most crowded, liveliest, most lively, mas concurrido, mais movimentado, mais ativo, самыи загруженныи, en yogun, en hareketli, 最忙',
  expensive:
    'how high, how expensive, que tan alto, quao alto, насколько высоко, dearest, costliest, most costly, pricey, priciest, mais caro, mais caras, mas caro, mas caros, самыи дорогои, дороже всего, en pahalisi, 最高价的',
  cheap: 'cheapest price of, how low, how cheap',
  count:
    'how mny, hw many, howmany, how many of, hmm many, what number of, headcount of, tally, the tally of, cuant@s, cuantas hay, cuantos hubo, el total de, quantas foram, quantos foram, quantos sao, qtd de, qtas, qtos, скока, скок, сколько всего было, сколько штук, количества, числа, kac tanesi, kactir, 共有多少, 总共多少, 一共多少, 多少条, 多少次, 几次, 几条',
  much: 'how mutch, how mch, hw much, cuanto dinero, quanto dinheiro, сколько денег, ne kadarlik, 多少钱的',
  'currency:usd':
    '多少美元, 是多少美元, 多少美金, 是多少美金, how many dollars, how many usd, cuantos dolares, quantos dolares, сколько долларов, kac dolarlik, usd value of, money, cash, bucks, dough, dinero, plata, dinheiro, grana, денег, деньги, деньгами, баксов, баксах, para birimi, 资金, 钱, 美刀, 刀, doláres, dolares de, dollars worth, dollars worth of, usd worth, usd worth of, in dollar terms, in dollar, em dolares, en dolar',
  'currency:native':
    'counted in eth, priced in eth, expressed in eth, en ethereum, em ethereum, в эфириуме, ethereum olarak, 按eth计, 以eth计价',
  traded:
    'got traded, were swapped, was swapped, trading, operaron, opero, operan, comerciaron, comercio, negociaram, operaram, transacionaram, торгует, торгуют, торговал, торговала, торговались, торгуется, takas yapti, takas yapan, takas etti, takas eden, alim satim yapti, islem yapan, trade eden, trade etti, 做过交易, 参与交易, 参与了交易, 交易过的',
  buy: 'alan, alanlar, got aped into, got aped, picked up, snapped up, loaded up on, grabbed, got into, compraban, comprando, comprada, compradas, compramos, aquirieron, adquirio, adquirieron, adquiridos, купила, покупали, покупает, покупают, закупил, закупили, aldilar, satin alindi, satin aldilar, aliyor, compradores de, 买进, 买入了, 购入, 抄底',
  sell: 'offloaded, unloaded, dumped on, got out of, cashed out of, vendieron todo, vendiendo, vendidas, vendida, vendidos, продала, продавали, продает, продают, слил, слили, сливали, satildi, sattilar, satiyor, despejaram, 卖出了, 卖掉, 抛出, 抛了, 砸盘',
  send: 'sent away, fired off, shipped, wired, mandaron, manda, enviadas, enviadores de, transfirio, transfirieron, отправляли, отправляют, отправивших, посылал, послал, перевел, gonderilen, gonderdiler, yolladi, yollayan, enviando, mandou, mandaram, transferiu, 转走, 转了, 汇出, 打出',
  receive:
    'got, gotten, recieved, que recibieron, got sent, took in, collected from, recibiendo, recibidas, le llego, получают, получали, получавших, принял, приняли, alindi, teslim aldi, recebendo, recebidas, recebidos, 收了, 收到过, 入账',
  moved:
    'shifted, moved around, sent around, transfered, se movieron, movieron, movimentaram, movimentou, foi transferido, foram transferidos, перемещали, переводили, перемещалось, переводилось, tasinan, transfer edilen, hareket etti, 流转, 移动, 移动了',
  created:
    'spun up, set up, born, appeared first, se crearon, se creo, crearon, desplegado, desplegaron, desplegadas, foram criados, foi criado, implantados, появилось, появились, созданы, создан, создана, развернуто, развернули, olusturuldu, kuruldu, kurulan, 新建了, 新建的, 新上线, 上线, 建立',
  failed:
    'got rekt, got rekt by, bounced, blew up, crashed, errored out, went through with errors, failures, failure, no exitosas, no exitosos, con error, dieron error, fallado, falhas, falha, deram erro, com erro, не прошло, не прошли, неудачно, упавших, упали, проваленных, завершилось неудачеи, сорвались, basarisizlikla, basarisizlik, basarisiz olmus, hata verdi, hata veren, 出错, 失败过, 没成功, 未成功',
  mined:
    'mint the blocks, sealed, forged, validated, proposed the, minaron mas, minados, minada, валидировал, намаинили, добыто, добывал, uretilen, kazilan, minerados, mineirou, 开采, 开采了, 生产',
  unique:
    'non repeating, deduplicated, deduped, unicas, separate individual, sin repetir, sem repetir, неповторяющихся, отдельных, различные, tekrarsiz, ayri, essiz, 去重, 去重后',
  average:
    'avgs, averages, on avg, usual, por termino medio, tipico, tipica, средним, усредненная, типичныи, ortalamasi, ortalamada, tipik, em termos medios, 平均下来, 平均每',
  median: 'medians, mid point, valor mediano, медиане, медианная, medyani, ortanca, 中间值, 中值',
  'transform:share':
    '%, in percent of, in percent, as a percent of, percent of the total, in percent of the total, chunk of, what chunk of, slice of, cut of, what part of, percentage wise, how big a share, how large a share, as a percentage, as percentage, as a share of, as a percent, as a fraction of, en porcentaje, como porcentaje, cuota del, qual percentual, percentual, percentual de, em porcentagem, что за доля, сколько процентов, процентов, в процентах, процента, yuzdesi kac, yuzde olarak, kacini olusturuyor, 百分比是多少, 占总, 占了, 占比是多少, 占',
  'transform:cumulative':
    'adding up, added up, cumulated, as a running total, sum so far, total to date, building up, suma acumulada, total acumulado, acumuladas, soma acumulada, накопительным итогом, с накоплением, birikimli, toplamli, 累计的, 累积的',
  exclude:
    'non, anything but, everything but, all but, aside from, setting aside, omit, omitting, drop, minus the, ignore, w o, sans, leaving aside, disregarding, everything but, all but, other from, fuera de, descontando, quitar, menos los, omitiendo, sem contar, desconsiderando, fora o, fora a, exceto o, кроме как, за вычетом, не учитывая, исключив, haric tutarak, cikarinca, cikararak, 不要, 不计, 不看, 除开, 剔掉, 除了',
  compare:
    'next to each other, side by side, had more, have more, has more, saw more, got more, did more, in comparison to, in comparison with, measured against, stacked against, vs., como se compara con, en comparacion con, comparado a, comparada con, comparando, em comparacao com, comparado a, comparada com, в сравнении с, сравнивая, сопоставь, kiyasla, karsilastirinca, kiyasladiginda, 比一比, 比起, 对照, 较',
  over: 'had more than, have more than, has more than, made more than, saw more than, got more than, did more than, upwards of, north of, in excess of, beyond, more then, bigger then, larger then, greater then, over the, mas grandes que, superior a los, por sobre, acima dos, acima do, mais do que, больше чем, более чем, крупнее чем, дороже, fazla, dan cok, den cok, ustundeki, uzerindeki, 大过, 高过, 多过, 起码',
  under:
    'south of, shy of, less then, smaller then, no larger than, menos que, por debajo de los, abaixo dos, abaixo do, меньше чем, менее чем, дешевле, altindaki, az, 小过, 低过, 不到',
  between: 'somewhere between, anywhere from, de entre, в диапазоне, в пределах, от и до, araligi, araliginda, 之间, 区间',
  'continue:only':
    'strictly, exclusively, purely, nothing but, zoom in on, focus on, drill into, limited to, keep only, keep just, quedate con, dejame solo, restringe a, fica so, so os, so as, deixa so, mostra so, оставь, оставь только, ограничь, yalniz, sirf, bir tek, 仅看, 单看, 只保留, 只算',
  continue:
    'together with, along with, alongside, in addition to, besides the, junto con, junto com, alem de, ademas de, вместе с, а также, наряду с, birlikte, ile birlikte, 以及, same question for, same thing but, same again for, same again, repeat for, repeat that for, ditto for, ditto, now for, now in, now do, and then, next up, make that, turn it into, switch it to, swap to, lo mismo con, lo mismo pero, y lo mismo, ahora con, ahora en, mesma coisa para, o mesmo para, e para, agora para, agora com, то же самое для, то же самое, а для, а если, а за, теперь за, ayni sey, ayni seyi, simdi de, bir de, bunu, 同样, 同样的, 换, 那就, 接着',
  history:
    'as time went on, evolucion de, a traves del tiempo, evolucao, com o tempo, по времени, zaman icinde, zamana gore, 随时间, 按时间',
  by: 'theo, split into, split per, divided by, sliced by, bucketed by, broken into, organized by, listed by, sort by, order by, per individual, desglosado en, dividido por, separado por, ordenados por, ordenado por, clasificado por, quebrado por, dividido em, в разбивке по, с разбивкои по, разбеи по, сгруппируи по, отдельно по, kirilimi, gore ayir, gore grupla, 分别按, 按照各, 根据, 以',
  which: 'whichever, que tipo de, qual foi o, quais foram, какую, какои, каким, каких, hangisi, hangileri, 哪一, 哪家, 哪种, 哪条, 什么',
  who: 'which guy, which person, which user, which trader, quien fue, quienes fueron, quem foi, quem sao, кого, кем, кому, kimin, hangi cuzdan, hangi cuzdanlar, hangi kullanici, 哪位, 哪个人, 哪个账户, 什么地址',
  worthOf: 'dollar amount of, how valuable, valor em dolares de, valor en dolares de, стоимость, стоимостью, degerinde, 价值',
  chart:
    'dạng biểu đồ, biểu đồ, draw me, graph it, graph this, chart please, plot please, dibuja, dibujame, grafica esto, desenha, faz um grafico, нарисуи, покажи графиком, построи, ciz, grafigini ciz, 画, 画出来',
  plain: 'vanilla, ordinary, regular, normales, normais, обычных, siradan, 普通, 普通的',
  hold: 'sit on, sits on, sitting on, bag holding, bagholding, bags of, stashed, possess, posee, poseen, tenencia, detem, detém, possui, владеет, владеют, держат, elinde tutan, tutuyor, tutan, 握有, 持仓',
  amount:
    'buyuklugu, buyukluk, boyutu, boyut, размер, размера, размером, tamano, tamanho, 规模, 大小, tokens worth, in tokens, in token terms, token amount, in units, en cantidad, em quantidade, в токенах, количество токенов, 数量上',
  'after:hour': 'an hour later, one hour later, 1 hour later, an hour after, una hora despues, uma hora depois, часом позже, 一小时后',
  'after:day':
    'a day later, one day later, 1 day later, the day after, the next day, next day, the following day, a day after, un dia despues, al dia siguiente, um dia depois, no dia seguinte, днем позже, на следующий день, bir gun sonra, ertesi gun, 第二天, 一天后, 次日',
  'after:week':
    'a week later, one week later, 1 week later, the week after, the next week, the following week, a week after, 7 days later, una semana despues, la semana siguiente, uma semana depois, a semana seguinte, неделей позже, через неделю, неделю спустя, bir hafta sonra, 一周后, 一个星期后, 下一周',
  'after:month':
    'a month later, one month later, 1 month later, the month after, the next month, the following month, a month after, un mes despues, el mes siguiente, um mes depois, o mes seguinte, месяцем позже, через месяц, месяц спустя, bir ay sonra, 一个月后, 下一个月',
  'after:year':
    'a year later, one year later, 1 year later, the year after, the following year, a year after, un ano despues, um ano depois, годом позже, через год, год спустя, bir yil sonra, 一年后',
  when: 'when, wen, at what time, what time, cuando, cuándo, en que momento, quando, em que momento, когда, во сколько, ne zaman, 什么时候, 何时, 啥时候',
  inflow:
    'paid into, put into, added into, poured into, depositado en, depositados en, ingresado en, depositado no, depositados no, внесено в, yatirilan, 存入, 注入',
  liquid:
    'deepest, deep, most liquid, thickest, liquid, mas liquido, mas liquidos, mas profundo, mais liquido, mais liquidos, самые ликвидные, самыи ликвидныи, en likit, en derin, 流动性最好的, 最深',
  status:
    'wasted on failed, spent on failed, burnt on failed, on failed, of failed, by failed, for failed, from failed, in failed, de las fallidas, de transacciones fallidas, en transacciones fallidas, das falhadas, на неудачные, на неуспешные, basarisiz islemlerde',
}

/** Phrases of chats by role. */
export const CHAT: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(SAID).map(([role, phrases]) => [role, phrases.split(',').map((phrase) => phrase.trim())]),
)
