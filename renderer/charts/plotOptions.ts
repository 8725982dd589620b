/** A chart in the words of uPlot. */
import type uPlot from 'uplot'
import type { Chart, Dash, LineSeries } from './chart.ts'

/** Values of the design tokens: a canvas cannot read them itself. */
export type Palette = {
  readonly ink: string
  readonly grid: string
  readonly guide: string
  readonly font: string
  readonly colorOf: (color: string) => string
}

export type PlotHooks = {
  readonly format: (value: number) => string
  readonly onCursor: (place: number | null) => void
  /** Where the upright line stands now. */
  readonly markerNow: () => number | undefined
}

const dashes: Readonly<Record<Dash, number[]>> = { solid: [], dashed: [7, 4], dotted: [2, 3] }
/** Room for "0.0001" in the font of the labels. */
const yAxisWidth = 48
const xAxisHeight = 34
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

export function plotOptions(
  chart: Chart,
  palette: Palette,
  size: { readonly width: number; readonly height: number },
  hooks: PlotHooks,
): uPlot.Options {
  return {
    ...size,
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 6 },
      ...(chart.syncName ? { sync: { key: chart.syncName, setSeries: false } } : {}),
    },
    scales: {
      x: { time: false, ...rangeOf(chart.xRange) },
      y: rangeOf(chart.yRange),
    },
    axes: [
      {
        ...axisOf(palette),
        size: xAxisHeight,
        label: chart.xLabel,
        labelSize: 16,
        labelFont: palette.font,
        labelGap: -2,
        ...(chart.hasWholeX ? { incrs: wholeSteps } : {}),
      },
      {
        ...axisOf(palette),
        size: yAxisWidth,
        values: (_, places) => places.map((place) => hooks.format(place)),
      },
    ],
    series: [{}, ...chart.series.map((line) => seriesOf(line, palette))],
    hooks: {
      setCursor: [(plot) => hooks.onCursor(plot.cursor.idx ?? null)],
      draw: [(plot) => drawMarker(plot, hooks.markerNow(), palette)],
    },
  }
}

export function plotData({ x, series }: Pick<Chart, 'x' | 'series'>): uPlot.AlignedData {
  return [[...x], ...series.map((line) => [...line.values])]
}

function rangeOf(range: readonly [number, number] | undefined): uPlot.Scale {
  return range ? { range: [range[0], range[1]] } : {}
}

function axisOf({ ink, grid, font }: Palette): uPlot.Axis {
  const lines = { stroke: grid, width: 1 }
  return { stroke: ink, font, grid: lines, ticks: { ...lines, size: 4 }, gap: 4 }
}

function seriesOf({ label, color, dash, isStrong, values }: LineSeries, palette: Palette): uPlot.Series {
  return {
    label,
    stroke: palette.colorOf(color),
    width: isStrong ? 2.5 : 1.5,
    dash: dashes[dash],
    spanGaps: true,
    // A single value makes no line, so it is shown as a point.
    points: { show: isSinglePoint(values), size: 6 },
  }
}

export function isSinglePoint(values: LineSeries['values']): boolean {
  return values.filter((value) => value !== null).length < 2
}

function drawMarker(plot: uPlot, marker: number | undefined, palette: Palette): void {
  if (marker === undefined) return
  const { ctx, bbox } = plot
  const x = Math.round(plot.valToPos(marker, 'x', true)) + 0.5
  ctx.save()
  ctx.strokeStyle = palette.guide
  ctx.lineWidth = Math.max(1, devicePixelRatio)
  ctx.setLineDash([4, 3])
  ctx.beginPath()
  ctx.moveTo(x, bbox.top)
  ctx.lineTo(x, bbox.top + bbox.height)
  ctx.stroke()
  ctx.restore()
}
