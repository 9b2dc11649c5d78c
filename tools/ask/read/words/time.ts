export const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['january', 'jan', 'enero', 'janeiro', 'январь', 'января', 'январе', 'ocak', 'ocakta', '一月'],
    ['february', 'feb', 'febrero', 'fevereiro', 'февраль', 'февраля', 'феврале', 'subat', 'subatta', '二月'],
    ['march', 'mar', 'marzo', 'marco', 'март', 'марта', 'марте', 'mart', 'martta', '三月'],
    ['april', 'apr', 'abril', 'апрель', 'апреля', 'апреле', 'nisan', 'nisanda', '四月'],
    ['may', 'mayo', 'maio', 'маи', 'мая', 'мае', 'mayis', 'mayista', '五月'],
    ['june', 'jun', 'junio', 'junho', 'июнь', 'июня', 'июне', 'haziran', 'haziranda', '六月'],
    ['july', 'jul', 'julio', 'julho', 'июль', 'июля', 'июле', 'temmuz', 'temmuzda', '七月'],
    ['august', 'aug', 'agosto', 'август', 'августа', 'августе', 'agustos', 'agustosta', '八月'],
    ['september', 'sep', 'sept', 'septiembre', 'setembro', 'сентябрь', 'сентября', 'сентябре', 'eylul', 'eylulde', '九月'],
    ['october', 'oct', 'octubre', 'outubro', 'октябрь', 'октября', 'октябре', 'ekim', 'ekimde', '十月'],
    ['november', 'nov', 'noviembre', 'novembro', 'ноябрь', 'ноября', 'ноябре', 'kasim', 'kasimda', '十一月'],
    ['december', 'dec', 'diciembre', 'dezembro', 'декабрь', 'декабря', 'декабре', 'aralik', 'aralikta', '十二月'],
  ].flatMap((names, month) => names.map((name) => [name, month])),
)

/** Monday is 0. */
export const WEEKDAYS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['monday', 'mon', 'lunes', 'понедельник', 'понедельника', 'pazartesi', '周一', '星期一', 'segunda'],
    ['tuesday', 'tue', 'tues', 'martes', 'вторник', 'вторника', 'sali', '周二', '星期二', 'terca'],
    ['wednesday', 'wed', 'miercoles', 'среда', 'среды', 'среду', 'carsamba', '周三', '星期三', 'quarta'],
    ['thursday', 'thu', 'thurs', 'jueves', 'четверг', 'четверга', 'persembe', '周四', '星期四', 'quinta'],
    ['friday', 'fri', 'viernes', 'пятница', 'пятницы', 'пятницу', 'cuma', '周五', '星期五', 'sexta'],
    ['saturday', 'sat', 'sabado', 'суббота', 'субботы', 'субботу', 'cumartesi', '周六', '星期六'],
    ['sunday', 'sun', 'domingo', 'воскресенье', 'воскресенья', 'pazar', '周日', '星期日', '星期天'],
  ].flatMap((names, day) => names.map((name) => [name, day])),
)

/** Words that the patterns of moments.ts are made of. */
export const UNIT_WORDS = {
  minute: ['minute', 'minutes', 'min', 'mins', 'minuto', 'minutos', '分钟', 'минут', 'dakika'],
  hour: ['hour', 'hours', 'hr', 'hrs', 'h', 'hora', 'horas', '小时', '个小时', 'час', 'часа', 'часов', 'saat', 'saatte'],
  day: ['day', 'days', 'd', 'dia', 'dias', '天', '日', 'день', 'дня', 'днеи', 'gun', 'gunde'],
  week: ['week', 'weeks', 'w', 'wk', 'wks', 'semana', 'semanas', '周', '星期', '个星期', 'недели', 'недель', 'неделю', 'hafta', 'haftada'],
  month: ['month', 'months', 'mo', 'mes', 'meses', '个月', 'месяц', 'месяца', 'месяцев', 'ay', 'ayda'],
  year: ['year', 'years', 'yr', 'yrs', 'ano', 'anos', '年', 'год', 'года', 'лет', 'yil', 'yilda'],
} as const

export const TIME_WORDS: readonly string[] = [
  ...Object.keys(MONTHS).filter((name) => name.length > 2),
  ...Object.keys(WEEKDAYS),
  ...Object.values(UNIT_WORDS).flat(),
  ...`today yesterday last past previous prior trailing this current since between until till after before ago night weekend hoy ayer anteayer esta este
  ultimas ultimos ultimo ultima pasada pasado desde hasta entre hace hoje ontem passada passado сегодня вчера последние последнии последнюю последних прошлои прошлом
  этои этом неделе месяце bugun dun gecen bu son 今天 今日 昨天 昨日 前天 本周 这周 这个星期 上周 上星期 上个星期 本月 这个月 上月 上个月 今年 去年 最近 过去 近 过去的 自 以来 从 至今 wtd mtd ytd 年 月 日 号 份 之前 以前 之后 以后 quarter trimestre half merge tuan truoc gio ngay thang qua hom nay trong`.split(
    /\s+/,
  ),
]
