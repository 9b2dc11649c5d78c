import { lookalike } from '../domains/lookalike.ts'
import { w } from '../words.ts'
import { eachLink, type Rule } from './rule.ts'

/** A link to a domain that can be taken for a known one. Domains on a list of honest ones are left alone. */
export const lookalikeLink: Rule = {
  id: 'lookalike-link',
  title: w(
    'Link to a domain that imitates a known name',
    'Enlace a un dominio que imita un nombre conocido',
    '链接的域名仿冒知名品牌',
    'Ссылка на домен, похожий на известное имя',
    'Bilinen bir adı taklit eden alan adına bağlantı',
    'Liên kết đến tên miền giả mạo một tên quen thuộc',
  ),
  severity: 'high',
  action: 'warn',
  check: eachLink((link, { phishing }) => {
    const found = phishing.trusts(link.host) ? undefined : lookalike(link)
    return found && { sure: found.sure, evidence: { host: link.host, how: found.how, ...(found.brand ? { name: found.brand } : {}) } }
  }),
}
