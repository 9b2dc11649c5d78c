import { w } from '../words.ts'
import { secretRule } from './secret.ts'

/** A number that opens an account. */
export const privateKey = secretRule({
  id: 'private-key',
  kind: 'private key',
  title: w(
    'Private key in the chat',
    'Clave privada en el chat',
    '聊天中出现私钥',
    'Приватный ключ в чате',
    'Sohbette özel anahtar',
    'Khóa riêng tư trong nhóm',
  ),
})
