/** Words that ask about what has not happened yet. */
const FUTURE =
  /\b(tomorrow|tonight|next (?:hour|day|week|month|year)|(?:will|gonna|going to)\b.{0,60}\b(?:cost|be worth|reach|hit|pump|dump|moon|rise|fall|go (?:up|down))|predict(?:ion)?|forecast|price target)\b|\bma[ñn]ana\b|\b(?:costar|subir|bajar|valdr|llegar)[áa]n?\b|\bpron[óo]stico\b|pr[óo]xim[oa]s? (?:d[íi]a|semana|mes|a[ñn]o)|明天|后天|下(?:周|个?月|星期)|明年|预测|会(?:涨|跌)/iu

/** True when a message asks for a forecast: no data can answer it, and no model may try. */
export const asksForecast = (text: string): boolean => FUTURE.test(text.slice(0, 2000))
