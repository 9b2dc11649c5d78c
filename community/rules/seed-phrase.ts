import { w } from '../words.ts'
import { secretRule } from './secret.ts'

/** Twelve to twenty-four words that open a wallet (BIP-39). */
export const seedPhrase = secretRule({
  id: 'seed-phrase',
  kind: 'seed phrase',
  title: w(
    'Seed phrase in the chat',
    'Frase semilla en el chat',
    '聊天中出现助记词',
    'Сид-фраза в чате',
    'Sohbette kurtarma kelimeleri',
    'Cụm từ khôi phục trong nhóm',
  ),
})
