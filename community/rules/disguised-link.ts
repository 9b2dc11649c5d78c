import { officialOf } from '../domains/brands.ts'
import { readHost } from '../domains/host.ts'
import { w } from '../words.ts'
import type { Rule } from './rule.ts'

/** Link words that name one site and lead to another. A link behind ordinary words ("here") is evidence only. */
export const disguisedLink: Rule = {
  id: 'disguised-link',
  title: w(
    'Link that shows one site and leads to another',
    'Enlace que muestra un sitio y lleva a otro',
    '显示与实际指向不同网站的链接',
    'Ссылка показывает один сайт, а ведёт на другой',
    'Bir siteyi gösterip başkasına götüren bağlantı',
    'Liên kết hiện một trang nhưng dẫn đến trang khác',
  ),
  severity: 'high',
  action: 'warn',
  check: (subject, { phishing }) => {
    if (subject.kind !== 'message') return undefined
    const hidden = subject.links.find((link) => link.hidden)
    if (!hidden) return undefined
    const targets = new Set(subject.event.links.flatMap((url) => readHost(url)?.host ?? []))
    // A visible address that no link stands for: its words were given another target.
    const orphan = subject.links.find((link) => !link.hidden && !targets.has(link.host) && link.registrable !== hidden.registrable)
    const known = orphan !== undefined && (officialOf(orphan.host) !== undefined || phishing.trusts(orphan.host))
    return { sure: known, evidence: { leads: hidden.host, ...(orphan ? { shows: orphan.host } : {}) } }
  },
}
