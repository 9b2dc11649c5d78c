/**
 * Number words of languages that Petrel does not answer in. They are seen, not read: a sentence that holds one has a claim without
 * support. Words that mean something else in English or Spanish ("elf", "due", "seize", "sept", "dix") are left out.
 */
const WORDS = [
  // French
  'deux trois quatre cinq huit neuf onze douze treize quatorze vingt vingts trente quarante cinquante soixante septante huitante nonante mille milliers million millions milliard milliards moitie douzaine centaine centaines',
  // German
  'eins zwei drei vier funf sechs sieben acht neun zehn zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend million millionen milliarde milliarden halfte dutzend',
  // Portuguese
  'dois duas quatro sete oito nove dez doze treze dezesseis dezessete dezoito dezenove vinte trinta quarenta cinquenta sessenta oitenta noventa cem cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos milhao milhoes bilhao bilhoes metade duzia',
  // Italian
  'tre quattro cinque sei sette nove dieci undici dodici tredici quattordici quindici sedici venti trenta quaranta cinquanta sessanta settanta ottanta novanta duecento trecento mila milione milioni miliardo miliardi dozzina',
  // Russian
  'один одна два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать пятнадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двести триста четыреста пятьсот тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиардов половина дюжина',
  // Indonesian, Turkish, Vietnamese
  'satu dua tiga empat lima enam tujuh delapan sembilan sepuluh ratus ribu juta iki uc dort bes alti yedi sekiz dokuz yirmi otuz kirk elli altmis yetmis seksen doksan yuz milyon milyar muoi tram nghin trieu',
].flatMap((line) => line.split(' '))

/** English or Spanish readings exist for these; their own lexicons decide. */
const OURS = new Set([
  'million',
  'sei',
  'sete',
  'cento',
  'uc',
  'bes',
  'iki',
  'elli',
  'millions',
  'nove',
  'dez',
  'tre',
  'acht',
  'oito',
  'mille',
  'tram',
  'kirk',
  'lima',
  'dua',
  'satu',
  'cem',
  'venti',
  'mila',
])
const OTHER = new Set(WORDS.filter((word) => !OURS.has(word)).concat('mille', 'acht', 'oito', 'nove', 'dua', 'satu', 'cento'))
const GERMAN_COMPOUND =
  /^(?=.{8,60}$)[a-zß]*(?:hundert|tausend|und(?:zwanzig|dreißig|dreissig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig))[a-zß]*$/

/** True when a folded word says a number in a language that is not read. */
export const foreignNumber = (folded: string): boolean => OTHER.has(folded) || GERMAN_COMPOUND.test(folded)
