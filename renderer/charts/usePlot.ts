/** A uPlot in an element: made anew when lines or theme change, filled when only the values do, as large as its box. */
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { usePreferences } from '../stores/preferences.ts'
import type { Chart } from './chart.ts'
import { shortNumber } from './figureText.ts'
import { isSinglePoint, type Palette, plotData, plotOptions } from './plotOptions.ts'

export type PlotEvents = {
  /** The place on the x axis under the pointer; null when there is none. */
  readonly onCursor: (place: number | null) => void
  /** A click at a place. */
  readonly onPick?: ((place: number) => void) | undefined
}

export function usePlot(box: RefObject<HTMLDivElement | null>, chart: Chart, { onCursor, onPick }: PlotEvents): void {
  const theme = usePreferences((state) => state.theme)
  const plot = useRef<UPlot | null>(null)
  const latest = useRef(chart)
  latest.current = chart
  const pick = useRef(onPick)
  pick.current = onPick
  const structure = structureOf(chart)

  // biome-ignore lint/correctness/useExhaustiveDependencies: structure and theme say when the plot is of another kind
  useEffect(() => {
    const element = box.current!
    const options = plotOptions(latest.current, paletteOf(element), sizeOf(element), {
      format: shortNumber,
      onCursor,
      markerNow: () => latest.current.marker,
    })
    const made = new UPlot(options, plotData(latest.current), element)
    plot.current = made
    made.over.addEventListener('click', () => typeof made.cursor.idx === 'number' && pick.current?.(made.cursor.idx))
    const observer = new ResizeObserver(() => made.setSize(sizeOf(element)))
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
      plot.current = null
    }
  }, [box, structure, theme, onCursor])

  const data = useMemo(() => plotData({ x: chart.x, series: chart.series }), [chart.x, chart.series])
  useEffect(() => plot.current?.setData(data), [data])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the marker is read while drawing
  useEffect(() => plot.current?.redraw(false), [chart.marker])
}

/** Everything but the values: when it stays the same, so may the plot. */
function structureOf({ title, xLabel, series, xRange, yRange, syncName }: Chart): string {
  const lines = series.map(({ values, ...line }) => ({ ...line, isSinglePoint: isSinglePoint(values) }))
  return JSON.stringify({ title, xLabel, lines, xRange, yRange, syncName })
}

const sizeOf = (element: HTMLElement) => ({ width: element.clientWidth, height: element.clientHeight })

function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    ink: token('--ink-2'),
    grid: token('--line-1'),
    guide: token('--ink-2'),
    font: `${token('--text-1')} ${token('--font')}`,
    colorOf: (color) => (color.startsWith('--') ? token(color) : color),
  }
}
