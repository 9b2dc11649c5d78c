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
  ...`o os as um uma do da dos das no na nos nas foi foram houve mostre mostra diga quero e qual sao atual agora`.split(/\s+/),
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
