import { readHost } from '../domains/host.ts'
import { w } from '../words.ts'
import { eachLink, type Rule } from './rule.ts'

/** "https://uniswap.org@evil.com": the part before "@" is made to look like the host. */
export const userinfoLink: Rule = {
  id: 'userinfo-link',
  title: w(
    'Link that hides its host behind "@"',
    'Enlace que oculta su servidor tras «@»',
    '链接用“@”隐藏真实网站',
    'Ссылка, скрывающая сайт за «@»',
    'Gerçek siteyi "@" arkasına gizleyen bağlantı',
    'Liên kết giấu máy chủ sau dấu "@"',
  ),
  severity: 'high',
  action: 'warn',
  check: eachLink(({ host, userinfo }) => {
    if (userinfo === '') return undefined
    // A password-less name such as "git@" is clumsy; a domain there is a trick.
    const pretends = userinfo.includes('.') ? readHost(userinfo)?.host : undefined
    return { sure: pretends !== undefined && pretends !== host, evidence: { host, ...(pretends ? { pretends } : {}) } }
  }),
}
