import { describe, expect, it } from 'vitest'
import { type Chart, describeChart, valueAt } from '../../../renderer/charts/chart.ts'
import { evenNumber, rateText, shortNumber } from '../../../renderer/charts/figureText.ts'
import { isSinglePoint, type Palette, plotData, plotOptions } from '../../../renderer/charts/plotOptions.ts'

const chart: Chart = {
  title: 'Validation',
  xLabel: 'epoch',
  x: [1, 2, 3],
  hasWholeX: true,
  yRange: [0, 1],
  series: [
    { id: 'ap', label: 'AP', color: '--accent', dash: 'solid', isStrong: true, values: [0.1, 0.4, null] },
    { id: 'ap50', label: 'AP50', color: '#123456', dash: 'dashed', values: [null, null, null] },
  ],
}

const palette: Palette = {
  ink: 'ink',
  grid: 'grid',
  guide: 'guide',
  font: '11px sans',
  colorOf: (color) => `the ${color}`,
}
const hooks = { format: String, onCursor: () => {}, markerNow: () => undefined }
const optionsOf = (of: Chart) => plotOptions(of, palette, { width: 300, height: 200 }, hooks)

describe('a chart', () => {
  it('tells the value at a place, or the last one', () => {
    expect(valueAt(chart.series[0]!, 0)).toBe(0.1)
    expect(valueAt(chart.series[0]!, 2)).toBeNull()
    expect(valueAt(chart.series[0]!, null)).toBe(0.4)
    expect(valueAt(chart.series[1]!, null)).toBeNull()
  })

  it('is told in words by the last values of its lines', () => {
    expect(describeChart(chart, (value) => value.toFixed(2))).toBe('Validation: AP 0.40')
    expect(describeChart({ ...chart, series: [] }, String)).toBe('Validation')
  })

  it('hands all lines to the plot over the common axis', () => {
    expect(plotData(chart)).toEqual([
      [1, 2, 3],
      [0.1, 0.4, null],
      [null, null, null],
    ])
  })

  it('takes colours from the palette and tells lines apart by dashes too', () => {
    const [, ap, ap50] = optionsOf(chart).series

    expect(ap).toMatchObject({ stroke: 'the --accent', dash: [], width: 2.5 })
    expect(ap50).toMatchObject({ stroke: 'the #123456', dash: [7, 4], width: 1.5 })
  })

  it('fixes the ends of an axis where they are given', () => {
    const { scales } = optionsOf(chart)

    expect(scales!.y).toEqual({ range: [0, 1] })
    expect(scales!.x).toEqual({ time: false })
  })

  it('shows a single value as a point', () => {
    expect(isSinglePoint([null, 0.5, null])).toBe(true)
    expect(isSinglePoint([0.5, 0.6])).toBe(false)
  })
})

describe('figures', () => {
  it('show a dash for what is not defined, and 0 for a measured 0', () => {
    expect(rateText(null)).toBe('–')
    expect(rateText(0)).toBe('0.000')
    expect(rateText(0.98765, 2)).toBe('0.99')
  })

  it('are short and readable at any size', () => {
    expect([0, 0.00175, 0.0001, 0.5, 12.345, 98765].map(shortNumber)).toEqual([
      '0',
      '1.75e-3',
      '1e-4',
      '0.5',
      '12.3',
      '98800',
    ])
    expect([0.5, 2, 43.44, 136.2, 0, 0.00123, 0.0000972].map(evenNumber)).toEqual([
      ...['0.500', '2.00', '43.4', '136', '0.00', '0.00123', '9.72e-5'],
    ])
  })
})
