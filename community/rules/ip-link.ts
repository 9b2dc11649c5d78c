import { isLocal } from '../domains/host.ts'
import { w } from '../words.ts'
import { eachLink, type Rule } from './rule.ts'

/** A link to a bare address. Written in numbers that do not look like one, it is a trick; else it is evidence. */
export const ipLink: Rule = {
  id: 'ip-link',
  title: w(
    'Link to a bare network address',
    'Enlace a una dirección de red sin nombre',
    '链接直接指向网络地址',
    'Ссылка на голый сетевой адрес',
    'Adı olmayan ağ adresine bağlantı',
    'Liên kết đến địa chỉ mạng trần',
  ),
  severity: 'medium',
  action: 'warn',
  check: eachLink((link) => (link.ip && !isLocal(link) ? { sure: link.hiddenIp, evidence: { host: link.host } } : undefined)),
}
