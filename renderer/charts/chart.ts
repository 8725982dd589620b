/** What a line chart shows. All series of a chart share the places of `x`. */
export type Dash = 'solid' | 'dashed' | 'dotted'

export type LineSeries = {
  readonly id: string
  readonly label: string
  /** A colour token such as `--accent`, or a colour of the project's own. */
  readonly color: string
  /** So that colour is never the only difference. */
  readonly dash: Dash
  readonly isStrong?: boolean
  /** Null where there is no value. */
  readonly values: readonly (number | null)[]
}

export type Chart = {
  readonly title: string
  readonly xLabel: string
  readonly x: readonly number[]
  /** True when there is nothing between two places, as with epochs. */
  readonly hasWholeX?: boolean
  readonly series: readonly LineSeries[]
  /** Fixed ends of the axes; without them the values decide. */
  readonly xRange?: readonly [number, number]
  readonly yRange?: readonly [number, number]
  /** A place on the x axis to mark with an upright line. */
  readonly marker?: number
  /** Charts with the same name show their cursor at the same place. */
  readonly syncName?: string
}

/** The value at a place, or at the last place that has one when no place is pointed at. */
export function valueAt({ values }: Pick<LineSeries, 'values'>, place: number | null): number | null {
  if (place !== null) return values[place] ?? null
  return values.findLast((value) => value !== null) ?? null
}

/** The chart in words, for those who do not see it: every line with its last value. */
export function describeChart({ title, series }: Chart, format: (value: number) => string): string {
  const lines = series.flatMap((line) => {
    const last = valueAt(line, null)
    return last === null ? [] : [`${line.label} ${format(last)}`]
  })
  return lines.length === 0 ? title : `${title}: ${lines.join(', ')}`
}
