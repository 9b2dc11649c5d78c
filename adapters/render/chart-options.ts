import type { EChartsCoreOption } from 'echarts/core'
import type { ChartBlock } from '../../core/answer.ts'
import type { Scalar, TableRecord } from '../../core/record.ts'
import { chartNames } from './chart-names.ts'
import { chartText } from './chart-text.ts'
import { formatShort, toNumber } from './format-value.ts'

export interface ChartLook {
  theme: 'light' | 'dark'
  /** Pixels. */
  width: number
  height: number
  /** CSS font family list. */
  font: string
}

/** Colours that keep 3:1 against their ground, and can be told apart by the colour-blind (after Okabe and Ito). */
const THEMES = {
  light: {
    ground: '#ffffff',
    ink: '#1b2733',
    soft: '#5b6875',
    line: '#e3e8ed',
    series: ['#0b7285', '#d9480f', '#6741d9', '#2b8a3e', '#a61e4d'],
  },
  dark: {
    ground: '#131c25',
    ink: '#e6edf3',
    soft: '#9fb0bf',
    line: '#263442',
    series: ['#4cc9d9', '#ff9f5a', '#b197fc', '#69db7c', '#faa2c1'],
  },
} as const

/** Labels of a time axis: never a bare day of the month. */
const TIME_LABELS = {
  year: '{yyyy}',
  month: '{MMM} {yyyy}',
  day: '{d} {MMM}',
  hour: '{HH}:{mm}',
  minute: '{HH}:{mm}',
  second: '{HH}:{mm}:{ss}',
}

const LONG_LABEL = 9
const MOST_SIDEWAYS = 24
/** Sizes of the names beside bars in pixels, with the height that each bar must have for all of them to be shown. */
const NAME_SIZES = [
  { size: 12, room: 17 },
  { size: 9, room: 10 },
] as const
/** What title, unit and the axis of values take from the height, in pixels. */
const AROUND = 100

interface Plot {
  block: ChartBlock
  record: TableRecord
  look: ChartLook
}

type Axis = 'time' | 'value' | 'category'

function axisKind({ block, record }: Plot): Axis {
  const type = record.columns[block.x]?.type
  if (block.shape === 'bar') return 'category'
  if (type === 'time') return 'time'
  return type === 'number' || type === 'integer' ? 'value' : 'category'
}

function names({ block, record }: Plot): string[] {
  const type = record.columns[block.x]?.type
  const full = chartNames(block, record).map(chartText)
  // A year that is the same everywhere only takes room.
  const years = new Set(full.map((name) => name.slice(0, 4)))
  return type === 'time' && years.size === 1 ? full.map((name) => name.slice(5)) : full
}

/** Bars with long names lie on their side, so that the names can be read. */
const sideways = (plot: Plot, labels: readonly string[]): boolean =>
  plot.block.shape === 'bar' &&
  labels.length <= MOST_SIDEWAYS &&
  plot.record.columns[plot.block.x]?.type !== 'time' &&
  labels.some((name) => name.length > LONG_LABEL)

/** A value as it can be drawn: an axis over numbers at the edges of a double cannot be divided into steps. */
function drawable(value: Scalar | undefined): number | null {
  const number = toNumber(value)
  if (number === undefined || Math.abs(number) > 1e100) return null
  return Math.abs(number) < 1e-18 ? 0 : number
}

/** Whether a value has no neighbour to be joined with by a line: without a dot it would not be seen. */
const isAlone = (values: readonly (number | null)[], row: number): boolean =>
  values[row] !== null && (values[row - 1] ?? null) === null && (values[row + 1] ?? null) === null

/** The end of a bar is round, the foot on zero is not. */
function barData(values: readonly (number | null)[], turned: boolean) {
  const below = turned ? [3, 0, 0, 3] : [0, 0, 3, 3]
  return values.map((value) => (value !== null && value < 0 ? { value, itemStyle: { borderRadius: below } } : value))
}

function seriesOf({ block, record, look }: Plot, kind: Axis, turned: boolean) {
  const { series } = THEMES[look.theme]
  return block.y.map((column, index) => {
    const colour = series[index % series.length]
    const values = record.rows.map((row) => drawable(row[column]))
    const data = kind === 'category' ? values : values.map((value, row) => [drawable(record.rows[row]?.[block.x]), value])
    const shared = { name: chartText(record.columns[column]?.name ?? ''), data, silent: true, itemStyle: { color: colour } }
    if (block.shape === 'bar') {
      const bars = barData(values, turned)
      return {
        ...shared,
        data: bars,
        type: 'bar',
        barMaxWidth: 34,
        itemStyle: { color: colour, borderRadius: turned ? [0, 3, 3, 0] : [3, 3, 0, 0] },
      }
    }
    const area = block.shape === 'area' ? { areaStyle: { color: colour, opacity: 0.18 } } : {}
    const few = record.rows.length <= 12
    const dots = few ? data : data.map((value, row) => (isAlone(values, row) ? { value, symbol: 'circle' } : value))
    const marks = { showSymbol: true, showAllSymbol: true, symbol: few ? 'circle' : 'none', symbolSize: 6 }
    return { ...shared, ...area, ...marks, data: dots, type: 'line', lineStyle: { width: 2, color: colour } }
  })
}

/** Every bar is named, in smaller letters where there are many: without its name it tells nothing. */
function besideBars({ width, height }: ChartLook, bars: number) {
  const fitting = NAME_SIZES.find(({ room }) => (height - AROUND) / bars >= room)
  const cut = { width: Math.floor(width / 3), overflow: 'truncate', ellipsis: '…' }
  return fitting ? { ...cut, interval: 0, hideOverlap: false, fontSize: fitting.size } : cut
}

/** ECharts options of a chart block: no animation, no clock, times in UTC. */
export function chartOptions(block: ChartBlock, record: TableRecord, look: ChartLook): EChartsCoreOption {
  const plot = { block, record, look }
  const { ground, ink, soft, line } = THEMES[look.theme]
  const kind = axisKind(plot)
  const labels = kind === 'category' ? names(plot) : []
  const turned = sideways(plot, labels)
  const legend = block.y.length > 1
  const text = { color: soft, fontFamily: look.font, fontSize: 12 }
  const across = {
    type: kind,
    ...(kind === 'category' ? { data: labels, inverse: turned } : {}),
    ...(kind === 'value' ? { scale: true } : {}),
    boundaryGap: block.shape === 'bar',
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: {
      ...text,
      hideOverlap: true,
      ...(kind === 'time' ? { formatter: TIME_LABELS } : {}),
      ...(turned ? besideBars(look, labels.length) : {}),
    },
  }
  const up = {
    type: 'value',
    // A bar or an area stands on zero; a line may begin where its values are.
    scale: block.shape === 'line',
    splitLine: { lineStyle: { color: line } },
    splitNumber: 4,
    // Half a trade is nothing that could be read off.
    ...(block.y.every((column) => record.columns[column]?.type === 'integer') ? { minInterval: 1 } : {}),
    axisLabel: { ...text, hideOverlap: true, formatter: (value: number) => formatShort(value) },
  }
  return {
    animation: false,
    useUTC: true,
    backgroundColor: ground,
    textStyle: { fontFamily: look.font },
    title: {
      text: chartText(block.title),
      subtext: chartText(block.unit),
      left: 16,
      top: 12,
      itemGap: 4,
      textStyle: { color: ink, fontFamily: look.font, fontSize: 15, fontWeight: 'bold', width: look.width - 32, overflow: 'truncate' },
      subtextStyle: { ...text, width: look.width - 32, overflow: 'truncate' },
    },
    legend: legend
      ? { bottom: 8, left: 'center', textStyle: text, icon: 'roundRect', itemWidth: 12, itemHeight: 8, itemGap: 20 }
      : { show: false },
    grid: {
      left: 16,
      right: 24,
      top: block.unit === '' ? 52 : 68,
      bottom: legend ? 40 : 16,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: turned ? up : across,
    yAxis: turned ? across : up,
    series: seriesOf(plot, kind, turned),
  }
}
