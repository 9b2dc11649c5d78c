/** Words that carry nothing: they explain themselves. Words about the future, opinions and reasons must never stand here. */
export const FILLER: readonly string[] = [
  // English
  ...`a an the of in on at for with is are was were be been there it its this that these those did do does has have had made make makes making done
  me my us our you your i we can could would please pls plz show give gimme list tell display get fetch find see know want need like let lets whats
  what's what total overall all so far right now currently current moment hey hi hello petrel ok okay yes thanks thank ty some any s t u r ur
  occurred happened executed performed took place happen go goes data figure figures value values usd's people someone users' out up as single ones one
  exactly approximately about around roughly each's onchain on-chain during within between ever them their they by's using used among please? many much been
  quick quickly look check report return stats stat statistics info dear bot chain's token's`.split(/\s+/),
  ...'earn earned earning generated generate generating paid collected collect charged'.split(' '),
  ...`erc20 operation operations dataset's list project's amount's involved involving involves used uses use using value's trace's record records row rows entry entries
  yo bro dude fam lol man anon ser gm ngl tbh btw hmm um uh so basically actually really ever just like plz sup aye mate folks guys kindly thx cheers
  dataset sample entire whole given listed shown recorded indexed stored available reach reached reaches hit hits happening occur occurs seen found registered
  altogether combined overall across respectively precisely exact single whats hows theres here there those which's per se total totals sum summed summary called
  calls's being be's having got gets getting come comes came took takes take did do done's went goes go was's account accounts for all the any every name names
  simply ones one's please, number's us network mainnet on-chain onchain chain-wide txn's kind sort type's way ways terms term basis level respective
  transaction's you'd id ids hash hashes count's them's then when where time times moment point via through within throughout inside around`.split(
    /\s+/,
  ),
  ...`em com uma um foi foram houve teve tiveram isso esse essa este esta qual quais quanto ao aos pelo pela pelos pelas nos nas num numa mostrar mostre liste
  me dê de diga quero saber ver total totais valor foi feita feitas feito feitos ocorreram ocorreu aconteceram realizadas realizados`.split(
    /\s+/,
  ),
  ...`con hubo habia cual fue fueron cuál son era eran tuvo tuvieron tienen dio dar hacer hicieron hizo realizaron realizo ocurrieron ocurrio hay han ha sido este estos
  esta estas ese esos eso todo todos todas toda cada uno una lista listar enseña muestrame dime quisiera saber ver valor del`.split(/\s+/),
  ...`sahip sahipti eden yapan gerceklesti bulunuyor bulunan
  yapildi yapilan gerceklesti gerceklesen edildi oldu olmus olan neydi nedir ne nasil kadar idi bana goster listele ver lutfen toplam toplamda tane adet icin ile ve
  da de ta te mi mu var vardi hangi hangisi kac bu su o bir sayisi degeri degerini tarihinde tarihi itibariyle uzerinde uzerindeki`.split(
    /\s+/,
  ),
  ...`имеет имеют имел имела нашлось насчитывается приходится оказалось
  было были был была есть сколько какова каков каковы каково покажи показать выведи дай скажи мне пожалуйста всего общий общая общее общего сейчас за на в во с со у о
  об по для и это этот эта эти того что как совершено произошло прошло проведено сделано состоялось составил составила составляет`.split(
    /\s+/,
  ),
  ...`请 帮 帮我 我 想 知道 看看 看一下 告诉 告诉我 列出 列 显示 给 出 一下 的 了 是 有 在 吗 呢 个 笔 位 都 被 总 共 一共 总共 总的 一个 这 那 哪里 中 里 上 内 期间 发生 发生了 进行 进行了 产生 产生了 达到 是多少 为多少 分别 分别是 所有 全部 当天 当日 数据 情况 统计 查询 查 求 计算`.split(
    /\s+/,
  ),
  'transaction hash',
  'transaction hashes',
  'tx hash',
  'tx hashes',
  'with tx hash',
  'their hash',
  'their hashes',
  'usd value',
  'erc 20',
  'kadardi',
  'ne kadardi',
  'neydi',
  'kacti',
  'in percent',
  'in percentage',
  'in %',
  'as of now',
  'at the moment',
  'so far',
  'right now',
  'in total',
  'can you',
  'could you',
  'i want',
  'i would like',
  'tell me',
  'show me',
  'give me',
  'are there',
  'were there',
  'there were',
  'take place',
  // Spanish
  ...`el la los las un una unos unas de del en al a para con es son fue fueron hay hubo ha han he se lo le me mi su sus dame muestrame muestra dime ensename
  quiero necesito por favor gracias hola cual es actual actuales ahora mismo total totales tiene tienen hizo hicieron que como esta`.split(
    /\s+/,
  ),
  'por favor',
  'dame el',
  'cual es',
  'cuales son',
  // Portuguese
  ...`o os as um uma do da dos das na nos nas foi foram houve mostre mostra diga quero e qual sao atual agora`.split(/\s+/),
  // Chinese
  ...`的 了 是 有 在 吗 呢 啊 请 请问 给我 我 看 看看 显示 一下 帮我 查 查询 查一下 我想 知道 想 列出 什么 哪里 中 里 里面 上 这个 那个 和 个 笔 是多少 现在 目前 当前 总 总共 一共 共 发生 进行 最近的 内 是什么 情况 数据 告诉我 名 位 都 被 第`.split(
    /\s+/,
  ),
  // Russian
  ...`в на за с у к о для какой какая какое какова был была было были есть покажи дай мне пожалуйста сейчас текущий текущая текущую всего было`.split(
    /\s+/,
  ),
  // Turkish
  ...`nedir ne kadar bir ve icin olan goster bana lutfen su an simdi kac mi icinde oldu var toplam`.split(/\s+/),
]
