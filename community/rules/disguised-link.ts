import { officialOf } from '../domains/brands.ts'
import { readHost } from '../domains/host.ts'
import type { Link } from '../domains/links.ts'
import { w } from '../words.ts'
import type { Rule, Subject } from './rule.ts'

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
    const hidden = subject.links.find((link) => link.shows !== undefined) ?? subject.links.find((link) => link.hidden)
    if (!hidden) return undefined
    const shows = hidden.shows ?? orphanOf(subject, hidden)
    if (shows === undefined || readHost(shows)?.registrable === hidden.registrable) return { sure: false, evidence: { leads: hidden.host } }
    return { sure: officialOf(shows) !== undefined || phishing.trusts(shows), evidence: { leads: hidden.host, shows } }
  },
}

/** A visible address that no link stands for: its words were given another target. */
function orphanOf({ links, event }: Extract<Subject, { kind: 'message' }>, hidden: Link): string | undefined {
  const targets = new Set(event.links.flatMap((url) => readHost(url)?.host ?? []))
  return links.find((link) => !link.hidden && !targets.has(link.host) && link.registrable !== hidden.registrable)?.host
}
