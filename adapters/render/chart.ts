import { Resvg } from '@resvg/resvg-js'
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ChartBlock } from '../../core/answer.ts'
import type { TableRecord } from '../../core/record.ts'
import { fontsFor, PICTURE_FONT } from './chart-fonts.ts'
import { chartOptions } from './chart-options.ts'
import { textWidth } from './text-width.ts'

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

export interface ChartOptions {
  theme?: 'light' | 'dark'
  /** Pixels. */
  width?: number
  height?: number
}

const WEB_FONT = "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
/** Pictures have two pixels for one, for sharp text on phones. */
const SCALE = 2

/** A character of the picture's font is about this wide, in its size; ECharts guesses narrower ones and cuts labels off. */
const CHARACTER = 0.61
const BOLD = 0.7

echarts.setPlatformAPI({
  measureText: (text, font = '12px sans-serif') => {
    const size = Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 12)
    return { width: textWidth(text) * size * (font.includes('bold') ? BOLD : CHARACTER) }
  },
})

/**
 * ECharts counts ids over the life of the process, and adds classes and data for a live chart that we do not have; numbered by
 * appearance and without these, the same chart is the same text.
 */
function tidy(svg: string): string {
  const ids = new Map<string, string>()
  return svg
    .replace(/<style ?>[\s\S]*?<\/style>\n?/g, '')
    .replace(/ (?:class="zr\d+-cls-\d+"|ecmeta_\w+="[^"<>]*")/g, '')
    .replace(/\bzr\d+-[a-z]+-?\d+\b/g, (id) => {
      const name = ids.get(id) ?? `zr-${ids.size}`
      ids.set(id, name)
      return name
    })
}

function drawSvg(block: ChartBlock, record: TableRecord, look: Required<ChartOptions> & { font: string }): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: look.width, height: look.height })
  try {
    chart.setOption(chartOptions(block, record, look))
    return tidy(chart.renderToSVGString())
  } finally {
    // An instance that is kept keeps the process alive.
    chart.dispose()
  }
}

/**
 * A chart block as SVG text or PNG bytes; the same input gives the same output.
 * @example renderChart(block, record, { format: 'png', theme: 'dark' })
 */
export function renderChart(block: ChartBlock, record: TableRecord, options: ChartOptions & { format: 'svg' }): string
export function renderChart(block: ChartBlock, record: TableRecord, options: ChartOptions & { format: 'png' }): Buffer
export function renderChart(block: ChartBlock, record: TableRecord, options: ChartOptions & { format: 'svg' | 'png' }): string | Buffer
export function renderChart(block: ChartBlock, record: TableRecord, options: ChartOptions & { format: 'svg' | 'png' }): string | Buffer {
  const { theme = 'light', width = 720, height = 360, format } = options
  const svg = drawSvg(block, record, { theme, width, height, font: format === 'svg' ? WEB_FONT : PICTURE_FONT })
  if (format === 'svg') return svg
  const fitted = fontsFor(svg)
  return new Resvg(fitted.svg, { font: fitted.font, fitTo: { mode: 'width', value: width * SCALE } }).render().asPng()
}
