/** Words that carry nothing: they explain themselves. Words about the future, opinions and reasons must never stand here. */
export const FILLER: readonly string[] = [
  // English
  ...'any idea, idea, touched, touching, touch, smooth, smoothed, smooth it, new question, another question, different question, question, yep, yup, legit, aight, alright, rolou, rolaram, oye, oi, che, epa, movio, movieron, movimentou, 分组, 分组显示'.split(
    ', ',
  ),
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
  altogether aka hungry climb climbed once at-once at-one-time in-one-go timestamp combined overall across respectively precisely exact single whats hows theres here there those which's per se total totals sum summed summary called
  calls's being be's having got gets getting come comes came took takes take did do done's went goes go was's account accounts for all the any every name names
  simply ones one's please, number's us network mainnet on-chain onchain chain-wide txn's kind sort type's way ways terms term basis level respective
  transaction's you'd id ids hash hashes count's them's then where time times moment point via through within throughout inside around`.split(
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
  // Verbs and adverbs that say only that something was, was done, or is wanted.
  ...`saw see sees seen seeing count counted counting contain contains contained carry carries carrying carried bear bears bearing include includes included including
  exist exists existed consist consists perform performs performing run runs keep keeps kept happen lie lies appear appears appeared show showed shows compute calculate
  calculated work out works pull bring grab hand break breaks broken split splits splitting down ran go going comes coming carried carry process processed processing
  completed complete recorded record made-by currently specific certain particular given entire actual actually exact precise together alone overall in-total summed
  add adds added-up adding plus sums figure number-wise statistics statistic stat figures ones thing things stuff part parts section sections bit kinda sorta pretty quite very
  wondering wonder curious interested tell told say says said answer question give gave gives given throw threw thrown tossed toss push pushed spit drop-me hit-me
  please-show provide provided provides produce output print print-out display displays displayed return returns returned present presented write state states stated
  possible able maybe perhaps exactly round rounded nearest numbers wise side-note ya yall lads boys peeps frens fren ppl-please wanna gonna gotta lemme whatcha
  tho though rly really legit literally honestly atm rn right-now nowadays wise hmmm uhh ugh ok-so alright cool great nice sweet man`
    .split(/\s+/)
    .filter((word) => !/-/.test(word) && word !== 'process'),
  ...`usaron uso utilizaron utilizan usan usado usada usados usadas aparecen aparece existe existen contiene contienen llevan lleva tienen tuvieron alcanzo alcanzado registro
  registraron registrado registrada registradas registrados hecha hechas hechos hecho dicho dichas quiero puedes podrias decirme mostrarme ensename enseñame obtener calcula
  calcular cuenta contar historico total-de segun-tu datos actualmente exactamente`.split(/\s+/),
  ...`usaram usou usam usado usada usados usadas utilizaram utilizam aparecem existem existe contem tem possuem alcancou registrou registraram registrado registrada registradas
  registrados feito ja voce pode poderia mostrar-me obter calcule calcular contar conte dados atualmente exatamente durante teve tiveram ate-agora la ali`.split(
    /\s+/,
  ),
  ...`использовали использовал использовало использует используют пользовались имеется имеются существует существуют содержит содержат видно встречается встречаются бывает
  можешь можно подскажи посчитай посчитать хочу узнать нужно знать выведи сделали сделал сделала сделано совершили совершил совершали провели провел прошел прошла прошли
  произошло случилось было-ли получается вышло оказалась именно точно примерно вообще там тут этого этой этом всех вся все всю весь данные данным`.split(
    /\s+/,
  ),
  ...`yapti yaptı yapiyor yaptilar yapmis yapılan kullandi kullandı kullandilar kullanan kullanildi gorulen görülen goruldu bulunan bulundu mevcut iceren gerceklesmis oldu olmustur
  soyle söyle soyler hesapla say goster ogrenmek istiyorum istiyorsun bilgisi veri verileri tum tüm butun her-seyi hep ise peki-de ulasti ulastı cikti çıktı`.split(
    /\s+/,
  ),
  ...`用 用了 使用 使用了 使用过 用过 存在 包含 带有 带 拥有过 出现 出现了 有过 做 做了 做过 完成 完成了 成交了 算 算一下 统计一下 能 能不能 可以 可否 麻烦 帮忙 具体 大概 大约 究竟 到底 历史 历史上 至今 曾 曾经 共有 一共有 其 它 该 此 这些 那些 这里 那里 发生过 进行过 下 呀 哦 啦 吧 么 以 来 过 地 得`.split(
    /\s+/,
  ),
  ...'anyone anybody someone somebody everyone everybody ever-since name named how busy active whom that-saw alltogether respective'
    .split(' ')
    .filter((word) => !word.includes('-')),
  'how busy',
  'percent',
  'pct',
  '一',
  '一笔',
  'how active',
  'how do',
  'how did',
  'how does',
  'in terms of number of',
  'in terms of',
  'in number of',
  'in numbers of',
  'amount to',
  'amounted to',
  'add up to',
  'added up to',
  'to whom',
  'that saw',
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
