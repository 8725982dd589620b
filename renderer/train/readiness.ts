/** What stands in the way of a training, in words, and the one step that mends it. */
import type { TFunction } from 'i18next'
import type { ReadinessItem } from '../../shared/reports.ts'

export type Mend = 'split' | 'splitAnew' | 'showUnlabelled' | 'annotate'

export type ReadinessLine = {
  readonly id: string
  readonly severity: ReadinessItem['severity']
  readonly text: string
  readonly mend: Mend | null
}

const order: readonly ReadinessItem['severity'][] = ['block', 'warning', 'ok']
/** So many classes are named before the rest is only counted. */
const namedClasses = 6

/** What prevents comes first, then what harms, then what is well. */
export function readinessLines(t: TFunction, items: readonly ReadinessItem[]): ReadinessLine[] {
  const hasLabels = !items.some((item) => item.kind === 'labels' && item.severity === 'block')
  const rare = items.filter((item) => item.kind === 'few-boxes')
  const lines = items
    .filter((item) => item.kind !== 'few-boxes')
    // Without labels there is nothing to split yet.
    .filter((item) => hasLabels || item.kind !== 'split')
    .map((item) => ({ id: item.kind, severity: item.severity, text: itemText(t, item), mend: mendOf(item) }))
  const all: ReadinessLine[] =
    rare.length === 0
      ? lines
      : [...lines, { id: 'few-boxes', severity: 'warning', text: rareClassesText(t, rare), mend: null }]
  return all.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}

function mendOf({ kind, severity }: ReadinessItem): Mend | null {
  if (severity === 'ok') return null
  switch (kind) {
    case 'labels':
      return 'annotate'
    case 'split':
      return 'split'
    case 'empty-part':
      return 'splitAnew'
    case 'unlabelled':
      return 'showUnlabelled'
    case 'few-boxes':
      return null
  }
}

function itemText(t: TFunction, { kind, severity, values, message }: ReadinessItem): string {
  switch (kind) {
    case 'labels':
      return severity === 'block' ? t('train.readiness.noLabels') : t('train.readiness.labels', values)
    case 'split':
      if (severity === 'block') return t('train.readiness.noSplit')
      return severity === 'warning' ? t('train.readiness.undealt', values) : t('train.readiness.split', values)
    case 'empty-part':
      return t('train.readiness.emptyPart')
    case 'unlabelled':
      return t('train.readiness.unlabelled', values)
    case 'few-boxes':
      return message
  }
}

function rareClassesText(t: TFunction, items: readonly ReadinessItem[]): string {
  const named = items.slice(0, namedClasses).map(({ values }) => `${values.name} (${values.boxes})`)
  const rest = items.length - named.length
  const names = rest > 0 ? [...named, t('train.readiness.more', { number: rest })] : named
  return t('train.readiness.fewBoxes', { names: names.join(', ') })
}
