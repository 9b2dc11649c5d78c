export interface Shape {
  op: 'above' | 'below' | 'cross' | 'change'
  direction?: 'any' | 'up' | 'down'
  words: RegExp
}

/** Most telling first: a percent decides for a change, then the direction. */
export const SHAPES: readonly Shape[] = [
  { op: 'cross', words: /\b(?:cross(?:es)?|cruza)\b|穿过|пересеч|geçerse|vượt qua/iu },
  {
    op: 'above',
    words:
      /\b(?:above|over|more than|higher than|exceeds?|reach(?:es)?|hits?|gets? to|goes up to|rises? (?:to|above)|por encima|más de|mas de|supere?|llegue?|suba a)\b|[>≥]|高于|超过|达到|涨到|выше|больше|превы|дос?тиг|üstün|üzerin|aşarsa|trên|cao hơn|đạt/iu,
  },
  {
    op: 'below',
    words:
      /\b(?:below|under|less than|lower than|(?:falls?|drops?|goes down|dips?) (?:to|below|under)|por debajo|menos de|baje (?:a|de)|caiga (?:a|por))\b|[<≤]|低于|跌到|跌破|ниже|меньше|упад[её]т до|altın|dưới|thấp hơn/iu,
  },
]
export const DOWN = /\b(?:drop|fall|dip|dump|down|lose|crash|baja|cae|caiga|baje)|[-−]\s*\d|跌|降|упад|сниз|düş|giảm/iu
export const UP = /\b(?:rise|gain|pump|up|jump|climb|sube|suba)|\+\s*\d|涨|升|выраст|поднимет|yüksel|artar|tăng/iu

/** "above", "crosses", "falls by … %": what a sentence says of a figure. */
export function shapeOf(text: string, percent: boolean): Pick<Shape, 'op' | 'direction'> | undefined {
  if (percent)
    return {
      op: 'change',
      direction: /[±]|either|any|moves?|чуть|ambos/iu.test(text) ? 'any' : DOWN.test(text) ? 'down' : UP.test(text) ? 'up' : 'any',
    }
  const found = SHAPES.find(({ words }) => words.test(text))
  return found && { op: found.op }
}
