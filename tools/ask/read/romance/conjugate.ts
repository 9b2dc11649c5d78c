/** Endings of the forms that a chat uses of a regular verb: the third persons, the first of the plural, commands, participles, the gerund. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'es:ar': 'ar arse aron o a an aba aban ado ada ados adas ando amos abamos aran aste as e en ase arle arlo arla arlos'.split(' '),
  'es:er': 'er erse ieron io e en ia ian ido ida idos idas iendo emos imos iste es a an erlo erla'.split(' '),
  'es:ir': 'ir irse ieron io e en ia ian ido ida idos idas iendo imos iste es a an irlo irla'.split(' '),
  'pt:ar': 'ar aram ou a am ava avam ado ada ados adas ando amos avamos aste as e em ei ase arem'.split(' '),
  'pt:er': 'er eram eu e em ia iam ido ida idos idas endo emos este es a am i erem'.split(' '),
  'pt:ir': 'ir iram iu e em ia iam ido ida idos idas indo imos iste es a am i irem'.split(' '),
}
/** Forms of a regular verb of Spanish ("compr", "ar") or Portuguese, folded; none of the future: what will be is not in the data. */
export function forms(language: 'es' | 'pt', root: string, ending: string): string[] {
  const endings = ENDINGS[`${language}:${ending}`] ?? []
  return [...new Set(endings.flatMap((each) => spelt(root, each, ending)))]
}

/** "pagar" becomes "pagué", "realizar" "realicé": the sound stays. */
function spelt(root: string, end: string, ending: string): string[] {
  const soft = /^[ei]/.test(end)
  if (ending === 'ar' && soft && root.endsWith('g')) return [`${root}u${end}`]
  if (ending === 'ar' && soft && root.endsWith('c')) return [`${root.slice(0, -1)}qu${end}`]
  if (ending === 'ar' && soft && root.endsWith('z')) return [`${root.slice(0, -1)}c${end}`]
  return [root + end]
}
