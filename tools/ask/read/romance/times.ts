const MONTHS: Readonly<Record<'es' | 'pt', string>> = {
  es: `january = enero
february = febrero, febrero
march = marzo
april = abril
may = mayo
june = junio
july = julio
august = agosto
september = septiembre, setiembre
october = octubre
november = noviembre
december = diciembre`,
  pt: `january = janeiro
february = fevereiro
march = marco
april = abril
may = maio
june = junho
july = julho
august = agosto
september = setembro
october = outubro
november = novembro
december = dezembro`,
}
const SHORT: Readonly<Record<'es' | 'pt', readonly (readonly [string, string])[]>> = {
  es: [
    ['ene', 'january'],
    ['feb', 'february'],
    ['mar', 'march'],
    ['abr', 'april'],
    ['may', 'may'],
    ['jun', 'june'],
    ['jul', 'july'],
    ['ago', 'august'],
    ['sep', 'september'],
    ['sept', 'september'],
    ['set', 'september'],
    ['oct', 'october'],
    ['nov', 'november'],
    ['dic', 'december'],
  ],
  pt: [
    ['jan', 'january'],
    ['fev', 'february'],
    ['mar', 'march'],
    ['abr', 'april'],
    ['mai', 'may'],
    ['jun', 'june'],
    ['jul', 'july'],
    ['ago', 'august'],
    ['set', 'september'],
    ['out', 'october'],
    ['nov', 'november'],
    ['dez', 'december'],
  ],
}
/** "14 ene 2021", "ene 2021", "de ene": a short month stands beside a number or behind "de" or "en". */
const short = (language: 'es' | 'pt'): string =>
  SHORT[language]
    .map(
      ([name, month]) => `# ${month} # = # ${name} #, # de ${name} #, # de ${name} de #, # ${name} de #, # ${name} del #
# ${month} = # ${name}, # de ${name}
${month} # = ${name} #, ${name} de #, ${name} del #
in ${month} = en ${name}, em ${name}
of ${month} = de ${name}`,
    )
    .join('\n')

/** "primero de enero": the first day of a month. */
const firsts = (language: 'es' | 'pt'): string =>
  MONTHS[language]
    .split('\n')
    .map((line) => {
      const [english = '', names = ''] = line.split('=').map((part) => part.trim())
      const name = names.split(',')[0]
      return `1 ${english} = (el dia|dia|el|o dia|) (primero|primer dia|primeiro|primeiro dia|1 o|uno|um) de ${name}
in ${english} = en el mes de ${name}, en ${name}, durante ${name}, durante el mes de ${name}, em ${name}, no mes de ${name}, durante o mes de ${name}
first half of ${english} = (la|) primera (quincena|mitad) de ${name}, (na|a|) primeira (quinzena|metade) de ${name}
second half of ${english} = (la|) segunda (quincena|mitad) de ${name}, (na|a|) segunda (quinzena|metade) de ${name}
end of ${english} = (a|) (fines|finales|final) de ${name}, (no|) (fim|final) de ${name}
beginning of ${english} = (a|) (principios|comienzos|inicios) de ${name}, (no|) (inicio|comeco) de ${name}
last ${english} = ${name} (pasado|passado), el pasado ${name}`
    })
    .join('\n')

const SHARED = {
  es: `today = hoy, el dia de hoy, de hoy, en el dia de hoy, hoy dia, lo que va del dia, en lo que va del dia, oy
yesterday = ayer, el dia de ayer, de ayer, anoche, hayer
the day before yesterday = anteayer, antier, antes de ayer, de anteayer
this week = (en|de|) esta semana, la semana actual, (en|) lo que va de (la|) semana, la semana en curso
last week = (la|de la|en la|) semana pasada, (la|) pasada semana, la semana que paso, la semana anterior a esta
this month = (en|de|) este mes, (el|) mes actual, (en|) lo que va (de|del) mes, el mes en curso
last month = (el|en el|del|) mes pasado, el pasado mes
this year = (en|de|) este ano, (en|) lo que va (de|del) ano, el ano en curso
last year = (el|en el|del|) ano pasado, el pasado ano
past week = (en|durante|de|) la ultima semana
past month = (en|durante|) el ultimo mes, del ultimo mes
past year = (en|durante|) el ultimo ano, del ultimo ano
last hour = (en|) la ultima hora, de la ultima hora
last day = (en|) el ultimo dia
last # hours = (las|en las|de las|durante las|) ultimas # (horas|hrs|hs|h|hr), (las|) # ultimas horas, ultimas # h, en # horas
last # days = (los|en los|de los|durante los|) ultimos # (dias|d), (los|) # ultimos dias, los pasados # dias
last # weeks = (las|en las|de las|durante las|) ultimas # (semanas|sem), (las|) # ultimas semanas
last # months = (los|en los|de los|durante los|) ultimos # meses, (los|) # ultimos meses
last # years = (los|en los|de los|) ultimos # anos
last # minutes = (los|en los|de los|) ultimos # (minutos|min)
# days ago = hace # dias, # dias atras
7 days ago = hace una semana
all time = de todos los tiempos, de la historia, de toda la historia, en toda la historia, desde siempre, desde el principio, desde el inicio, historicamente, en la historia, de siempre
first quarter of # = (el|en el|del|) (primer|1 er|1 er.|1) trimestre (de|del|del ano|) #, # t1, t1 #, t1 de #, t1 del #
second quarter of # = (el|en el|del|) (segundo|2 do|2) trimestre (de|del|del ano|) #, t2 #, t2 de #, t2 del #
third quarter of # = (el|en el|del|) (tercer|3 er|3) trimestre (de|del|del ano|) #, t3 #, t3 de #, t3 del #
fourth quarter of # = (el|en el|del|) (cuarto|ultimo|4 to|4) trimestre (de|del|del ano|) #, t4 #, t4 de #, t4 del #
first half of # = (la|en la|el|en el|del|de la|) (primera mitad|primer semestre|1 er semestre) (de|del|del ano|) #, s1 de #
second half of # = (la|en la|el|en el|del|de la|) (segunda mitad|segundo semestre|2 do semestre) (de|del|del ano|) #, s2 de #
end of # = (a|) (fin de ano|fines|fines de ano|finales|fin|final) (de|del) #, el ultimo dia (de|del) #
beginning of # = (a|) (principios|comienzos|inicios|principio|inicio|comienzo) (de|del) #, el primer dia (de|del) #
25 december = navidad, la navidad, el dia de navidad, en navidad
24 december = nochebuena, en nochebuena, la nochebuena
31 december = nochevieja, fin de ano, en fin de ano, el fin de ano
1 january = ano nuevo, (el|) dia de ano nuevo
6 january = dia de reyes, el dia de reyes
14 february = san valentin, el dia de san valentin, dia de los enamorados
31 october = halloween
monday = lunes
tuesday = martes
wednesday = miercoles
thursday = jueves
friday = viernes
saturday = sabado
sunday = domingo
last monday = (el|) lunes pasado
last tuesday = (el|) martes pasado
last wednesday = (el|) miercoles pasado
last thursday = (el|) jueves pasado
last friday = (el|) viernes pasado
last saturday = (el|) sabado pasado
last sunday = (el|) domingo pasado
per hour = por hora, por horas, cada hora, a cada hora, hora (a|por) hora, horari@, de cada hora, para cada hora
per day = por dia, por dias, cada dia, diari@, dia (a|por|tras) dia, diariamente, al dia, de cada dia, para cada dia, por cada dia, por fecha, por jornada, por fechas
per week = por semana, por semanas, cada semana, semanal, semanales, semanalmente, semana (a|por) semana, a la semana, por cada semana
per month = por mes, por meses, cada mes, mensual, mensuales, mensualmente, mes (a|por) mes, al mes, por cada mes
per year = por ano, por anos, cada ano, anual, anuales, anualmente, ano (a|por) ano, al ano, por cada ano
per minute = por minuto, por minutos, cada minuto, minuto (a|por) minuto, al minuto
week over week = semana contra semana, respecto a la semana anterior
the day before = el dia anterior, el dia antes, el dia previo, la vispera
the week before = la semana anterior, la semana previa
the month before = el mes anterior, el mes previo
the year before = el ano anterior
the next day = el dia siguiente, al dia siguiente, el dia despues
at # = a las #, a la #
between # and # = entre (las|el|los|) # (y|a|e) (las|el|los|) #, de (las|) # a (las|) #, desde (las|) # hasta (las|) #
from # to # = (del|de|desde el|desde) # (al|a|hasta el|hasta) #
# to # = # al #
utc = hora utc, horas utc, utc, gmt`,
  pt: `today = hoje, (no|o) dia de hoje, de hoje, oje
yesterday = ontem, (no|o) dia de ontem, de ontem, ontem a noite
the day before yesterday = anteontem, antes de ontem
this week = (nesta|nessa|desta|dessa|essa|esta) semana, semana atual
last week = (na|da|a|) semana passada, (na|da|) ultima semana que passou
this month = (neste|nesse|deste|desse|este|esse) mes, mes atual
last month = (no|do|o|) mes passado
this year = (neste|nesse|deste|desse|este|esse) ano, ano atual
last year = (no|do|o|) ano passado
past week = (na|da|a|) ultima semana
past month = (no|do|o|) ultimo mes
past year = (no|do|o|) ultimo ano
last hour = (na|da|a|) ultima hora
last # hours = (nas|das|as|) ultimas # (horas|hrs|h|hr|hs)
last # days = (nos|dos|os|) ultimos # (dias|d)
last # weeks = (nas|das|as|) ultimas # semanas
last # months = (nos|dos|os|) ultimos # meses
last # minutes = (nos|dos|os|) ultimos # (minutos|min)
# days ago = ha # dias, # dias atras, faz # dias
7 days ago = ha uma semana
all time = de todos os tempos, da historia, desde sempre, desde o comeco, desde o inicio, em toda a historia, na historia
first quarter of # = (no|o|do|) (primeiro|1 o|1) (trimestre|tri) (de|do|do ano de|) #, t1 #, t1 de #
second quarter of # = (no|o|do|) (segundo|2 o|2) (trimestre|tri) (de|do|do ano de|) #, t2 #, t2 de #
third quarter of # = (no|o|do|) (terceiro|3 o|3) (trimestre|tri) (de|do|do ano de|) #, t3 #, t3 de #
fourth quarter of # = (no|o|do|) (quarto|ultimo|4 o|4) (trimestre|tri) (de|do|do ano de|) #, t4 #, t4 de #
first half of # = (na|a|no|o|do|da|) (primeira metade|primeiro semestre|1 o semestre|1 semestre) (de|do|) #
second half of # = (na|a|no|o|do|da|) (segunda metade|segundo semestre|2 o semestre|2 semestre) (de|do|) #
end of # = (no|) (fim|final) (de ano de|do ano de|de) #, o ultimo dia de #, no ultimo dia de #
beginning of # = (no|) (comeco|inicio) (do ano de|de) #, o primeiro dia de #, no primeiro dia de #
25 december = natal, o natal, no natal, no dia de natal
24 december = vespera de natal, na vespera de natal
31 december = reveillon, no reveillon, vespera de ano novo, virada do ano, na virada do ano
1 january = ano novo, no ano novo
12 june = dia dos namorados, no dia dos namorados
31 october = halloween, dia das bruxas
monday = segunda feira, segunda
tuesday = terca feira, terca
wednesday = quarta feira, quarta
thursday = quinta feira, quinta
friday = sexta feira, sexta
saturday = sabado
sunday = domingo
last monday = segunda (feira|) passada
last friday = sexta (feira|) passada
last saturday = sabado passado
last sunday = domingo passado
per hour = por hora, por horas, a cada hora, cada hora, hora (a|por) hora, horari@
per day = por dia, por dias, a cada dia, cada dia, diari@, dia (a|por) dia, diariamente, ao dia, por data
per week = por semana, por semanas, a cada semana, cada semana, semanal, semanais, semanalmente, semana a semana
per month = por mes, por meses, a cada mes, cada mes, mensal, mensais, mensalmente, mes (a|por) mes
per year = por ano, por anos, a cada ano, cada ano, anual, anuais, anualmente, ano a ano
per minute = por minuto, por minutos, a cada minuto, cada minuto, minuto a minuto
the day before = o dia anterior, no dia anterior, um dia antes, na vespera
the week before = a semana anterior, na semana anterior
the month before = o mes anterior, no mes anterior
the year before = o ano anterior, no ano anterior
the next day = o dia seguinte, no dia seguinte
at # = as #, a #
between # and # = entre (as|o dia|o|os|) # e (as|o|os|) #, das # as #, de # as #, de # ate #
from # to # = (de|do dia|do|desde o) # (a|ao|ate|ate o) #
utc = horario utc, hora utc, utc`,
} as const

/** Calendar words of both languages. */
export const TIMES: Readonly<Record<'es' | 'pt', string>> = {
  es: `${SHARED.es}\n${firsts('es')}\n${MONTHS.es}\n${short('es')}`,
  pt: `${SHARED.pt}\n${firsts('pt')}\n${MONTHS.pt}\n${short('pt')}`,
}
