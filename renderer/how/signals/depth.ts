/** Signals through the depth of a network as a chart, and the layers that are looked at one by one. */
import type { Signal } from '../../../shared/howCalls.ts'
import type { Chart, Dash } from '../../charts/chart.ts'

export type DepthLine = {
  readonly id: string
  readonly label: string
  readonly color: string
  readonly dash: Dash
  readonly signals: readonly Signal[]
}

/** Standard deviations over the layers; by their logarithm, since a signal dies or explodes by factors. */
export function depthChart(title: string, xLabel: string, lines: readonly DepthLine[]): Chart {
  const layers = Math.max(...lines.map(({ signals }) => signals.length))
  return {
    title,
    xLabel,
    x: Array.from({ length: layers }, (_, place) => place + 1),
    hasWholeX: true,
    series: lines.map(({ id, label, color, dash, signals }) => ({
      id,
      label,
      color,
      dash,
      values: signals.map(({ deviation }) => logarithm(deviation)),
    })),
  }
}

/** Null of nothing at all and of what is beyond all numbers. */
export const logarithm = (deviation: number | null): number | null =>
  deviation === null || deviation === 0 ? null : Math.log10(deviation)

/** Evenly through the depth, the first and the last among them. */
export function layersAt(layers: number, count: number): number[] {
  const shown = Math.min(layers, count)
  return Array.from({ length: shown }, (_, place) => Math.round((place * (layers - 1)) / Math.max(1, shown - 1)))
}
