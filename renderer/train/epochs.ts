/** The epochs of a run as lists, lines and the last word. */
import type { Epoch } from '../../shared/reports.ts'
import type { Chart, Dash, LineSeries } from '../charts/chart.ts'

/**
 * In order, each epoch once; of two reports the later one counts. An epoch that was cancelled before its first step has
 * no losses and says nothing.
 */
export function mergeEpochs(known: readonly Epoch[], news: readonly Epoch[]): Epoch[] {
  const byNumber = new Map([...known, ...news].map((epoch) => [epoch.epoch, epoch]))
  return [...byNumber.values()]
    .filter((epoch) => Object.keys(epoch.losses).length > 0)
    .sort((a, b) => a.epoch - b.epoch)
}

/** Names of the loss terms in the order in which the detector sums them, `total` last. */
export function lossNamesOf(epochs: readonly Epoch[]): string[] {
  const names = new Set(epochs.flatMap((epoch) => Object.keys(epoch.losses)))
  names.delete('total')
  return [...names, ...(epochs.some((epoch) => 'total' in epoch.losses) ? ['total'] : [])]
}

/** Words that a chart needs, in the user's language. */
export type CurveWords = {
  readonly epoch: string
  readonly losses: string
  readonly validation: string
  readonly learningRate: string
  /** The same, short. */
  readonly rate: string
  readonly lossName: (name: string) => string
}

const termLooks: readonly { readonly color: string; readonly dash: Dash }[] = [
  { color: '--accent', dash: 'solid' },
  { color: '--warn', dash: 'dashed' },
  { color: '--good', dash: 'dotted' },
  { color: '--danger', dash: 'dashed' },
]
const totalLook = { color: '--ink-1', dash: 'solid', isStrong: true } as const

export type RunCurves = { readonly losses: Chart; readonly validation: Chart; readonly learningRate: Chart }

export function runCurves(epochs: readonly Epoch[], words: CurveWords): RunCurves {
  const common = { xLabel: words.epoch, x: epochs.map((epoch) => epoch.epoch), hasWholeX: true, syncName: 'epochs' }
  return {
    losses: {
      ...common,
      title: words.losses,
      series: lossNamesOf(epochs).map((name, place) => lossSeries(epochs, name, place, words)),
    },
    validation: {
      ...common,
      title: words.validation,
      yRange: [0, 1],
      series: [
        { ...line('ap', 'AP', epochs, (epoch) => epoch.ap), color: '--accent', dash: 'solid', isStrong: true },
        { ...line('ap50', 'AP50', epochs, (epoch) => epoch.ap50), color: '--good', dash: 'dashed' },
      ],
    },
    learningRate: {
      ...common,
      title: words.learningRate,
      series: [
        {
          ...line('learningRate', words.rate, epochs, (epoch) => epoch.learningRate),
          color: '--accent',
          dash: 'solid',
        },
      ],
    },
  }
}

function lossSeries(epochs: readonly Epoch[], name: string, place: number, words: CurveWords): LineSeries {
  const look = name === 'total' ? totalLook : termLooks[place % termLooks.length]!
  return { ...line(name, words.lossName(name), epochs, (epoch) => epoch.losses[name] ?? null), ...look }
}

function line(id: string, label: string, epochs: readonly Epoch[], read: (epoch: Epoch) => number | null) {
  return { id, label, values: epochs.map(read) }
}
