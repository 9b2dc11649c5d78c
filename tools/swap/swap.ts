import { defineTool } from '../define.ts'
import { answer } from './answer.ts'
import { swapInput } from './input.ts'
import { read } from './read/read.ts'
import { run } from './run.ts'
import { quoteCondition } from './watch/condition.ts'

/** The best route for a swap, with its proof and its unsigned transactions. */
export const swapTool = defineTool({
  name: 'swap',
  title: 'Swap',
  description: 'Finds the best route to swap one token for another, with the exact result, its proof and unsigned calldata.',
  descriptions: {
    es: 'Encuentra la mejor ruta para cambiar un token por otro, con resultado exacto, prueba y calldata sin firmar.',
    zh: '查找代币兑换的最佳路线，给出精确结果、证明和未签名的交易数据。',
    ru: 'Находит лучший маршрут обмена токенов: точный результат, доказательство и неподписанные данные.',
    tr: 'Token takası için en iyi rotayı bulur: kesin sonuç, kanıt ve imzasız işlem verisi.',
    vi: 'Tìm lộ trình đổi token tốt nhất, kết quả chính xác, chứng minh và calldata chưa ký.',
  },
  audience: 'everyone',
  reach: 'chain',
  returns: 'strangers',
  input: swapInput,
  read,
  run,
  answer,
  conditions: [quoteCondition],
  examples: [
    { say: 'best route for 12.5 ETH to USDC', input: { tokenIn: 'ETH', tokenOut: 'USDC', amount: '12.5' } },
    { say: 'how much UNI do I get for 1 ETH', input: { tokenIn: 'ETH', tokenOut: 'UNI', amount: '1' } },
    { say: 'I want exactly 1000 USDC, paid in ETH', input: { tokenIn: 'ETH', tokenOut: 'USDC', amount: '1000', exact: 'out' } },
  ],
})
