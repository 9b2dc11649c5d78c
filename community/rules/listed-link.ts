import { w } from '../words.ts'
import { eachLink, type Rule } from './rule.ts'

/** A link to a domain on a phishing list, or to one under it. */
export const listedLink: Rule = {
  id: 'listed-link',
  title: w(
    'Link to a known phishing site',
    'Enlace a un sitio de phishing conocido',
    '链接指向已知的钓鱼网站',
    'Ссылка на известный фишинговый сайт',
    'Bilinen bir oltalama sitesine bağlantı',
    'Liên kết đến trang lừa đảo đã biết',
  ),
  severity: 'high',
  action: 'warn',
  check: eachLink(({ host }, { phishing }) => {
    const found = phishing.find(host)
    return found && { sure: true, evidence: { host, listed: found.domain, list: found.source } }
  }),
}
