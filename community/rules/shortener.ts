import { w } from '../words.ts'
import { eachLink, type Rule } from './rule.ts'

const SHORTENERS = new Set(
  `bit.ly tinyurl.com is.gd v.gd goo.gl ow.ly buff.ly cutt.ly rebrand.ly shorturl.at rb.gy t.ly s.id tiny.cc bl.ink clck.ru vk.cc
  u.to qps.ru shorte.st adf.ly ouo.io linktr.ee lnk.bio bit.do t.co dub.sh urlz.fr url.cn dwz.cn surl.li n9.cl acortar.link`.split(/\s+/),
)

/** A link that does not say where it leads. Honest people use these too: evidence only. */
export const shortener: Rule = {
  id: 'shortener',
  title: w('Shortened link', 'Enlace acortado', '短链接', 'Сокращённая ссылка', 'Kısaltılmış bağlantı', 'Liên kết rút gọn'),
  severity: 'low',
  action: 'note',
  check: eachLink(({ registrable, host }) => (SHORTENERS.has(registrable) ? { sure: false, evidence: { host } } : undefined)),
}
