/**
 * Everyday words that also happen to be tickers or stand in names of labels. They name nothing unless written as a ticker
 * ("$TYPE", "TYPE"); everywhere else they are words.
 */
export const COMMON: ReadonlySet<string> = new Set(
  `cap about above across act action active add address after again against all allow almost alone along already also always amount and another answer any
  anything app apply area around ask asset average avg back bad balance bank base be bear because become been before behind being below best better between beyond
  big bigger biggest bit block blok both bottom bought break bring broken build bull burn but buy call came can card care case cash cause cell center chain chance change
  charge chart cheap check clean clear close code coin collect com come common company compare complete computer consider contain contract control
  cool core cost could count country course cover create cross crypto current custom cut daily data date day dead deal death decide deep default degree
  deploy detail did differ different digital direct do does done double down draw dream drive drop during each earlier early earn easy edge eight either
  else empty end energy enough enter entire equal error event ever every exact example except exchange exist expect expensive expire explain extra eye
  face fact fail fair fall false far fast fee feed feel few field fight figure fill final find fine fire first five fix flat floor flow follow for force form found four
  free fresh friend from front full fun fund future game gas gave general get gimme gift girl give global go goal gold gone good got grand graph great
  green ground group grow guy had half hand happen hard has hash have he head hear heart heavy hello help her here hi hide high him his hit hold hole holder
  home hope hot hour house how huge human i idea if imagine impact important in inc include index info inflow inside instead interest internal into invest is issue it item its job join
  jump just keep key kind king know label land large last late later latest lead learn least leave left less let level life light like limit line link
  liquid list little live load local lock log long look lost lot love low luck made main make man many map mark market master match math matter
  max may maybe me mean median men merge meta method middle might million min mine mined miner mint minute miss mode moment money month moon more most move much must my
  name near need net never new news next nice night no node none normal not note nothing now null number of off offer office often oh ok old on once one
  only open option or order other our out outflow over own page paid pair part party pass past pay peak people per percent percentage perfect perhaps period person pick picture piece place
  plain play please plus point pool poor popular position possible power pre present price prime prize pro probably problem process produce profit program proof public pull
  pump pure push put quarter query question quick quit quite rank rate raw reach read ready real reason recent record red release rest result return reward rich right ring rise
  risk road rock role room route router row rule run safe sale same save say scale scam search second secret section see seem sell send sender sent series service set
  seven several share she shift shit shop short should show side sign simple since single site six size skip sky sleep slow small smart so social sold solid some
  something soon sort sound source space special speed spend split spot stable stack stake stand standard star start state stats status stay step still stock stop
  store story straight street strike strong study style such sum sun super supply support sure swap sweet system table tag take talk target task tax team tell ten term test than
  that the their them then there these they thing think this those thought three through throw tick time tiny tip to today together token told tomorrow too took top
  total touch toward town track trade trader train transfer travel treasure tree trend trick trip true trust truth try turn two type under unit until up update
  upon us usage use used useful user usual value very via view visit volume vote wait walk wallet want war was wash waste watch water wave way we wealth web
  week well went were west what when where which while white who whole why wide wife will win wind wing winner wish with within without woman wonder
  word work world worth would write wrong yard year yes yesterday yet you young your zero hundred thousand billion fees flows trace traces calls method methods
  selector selectors function functions transactions transaction failed reverted distinct unique hourly weekly monthly daily opening closing highest lowest
  maximum minimum inflows outflows mev bot bots whale whales entity entities moved mined sum spent earned generated produced recorded rekt shitcoin shitcoins executed
  router miners validator validators creator creators deployer deployers occurred happened ceo founder hacked why better forever anywhere nobody
  que cual cuanto cuantos como para por con sin mas menos hay fue son los las una uno del dia mes ano hoy ayer desde hasta entre token par pares precio total
  quantos quanto quais qual com sem mais menos foi sao uma dos das maior menor preco hoje ontem entre
  en cok kac ne bir ve ile icin hangi kim olan toplam gun hafta ay yil en az mi mu islem takas fiyat fiyati hacim hacmi
  busy quiet crowded slow speedy noisy lively popular crazy wild insane mad nuts huge heavy light bright dark fresh stale sharp smooth rough weak tough soft loud calm lucky happy sad worst
  bucks dough name names named bag bags gem gems wale dump pump ape apes rug rugs shill fomo hodl moonshot ath atl dip dips peak dash spark wise wave swing swings surge crash rally
  anyone anybody somebody everyone everybody whoever whatever whichever meaning reverse latest later earlier prior total tagged labelled later ago whom whose worth got gotten receive received
  tell me give show list compute calculate analyse analyze dataset sample whole`
    .split(/\s+/)
    .filter(Boolean),
)
