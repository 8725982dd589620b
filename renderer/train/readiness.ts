/** What stands in the way of a training, in words, and the one step that mends it. */
import type { TFunction } from 'i18next'
import type { ReadinessItem } from '../../shared/reports.ts'

export type Mend = 'split' | 'splitAnew' | 'mendLeaks' | 'enlarge' | 'showUnlabelled' | 'annotate'

export type ReadinessLine = {
  readonly id: string
  readonly severity: ReadinessItem['severity']
  readonly text: string
  readonly mend: Mend | null
  readonly values: ReadinessItem['values']
}

const order: readonly ReadinessItem['severity'][] = ['block', 'warning', 'ok']
/** So many classes are named before the rest is only counted. */
const namedClasses = 6

/** What prevents comes first, then what harms, then what is well. */
export function readinessLines(t: TFunction, items: readonly ReadinessItem[]): ReadinessLine[] {
  const hasLabels = !items.some((item) => item.kind === 'labels' && item.severity === 'block')
  const grouped = (kind: 'few-boxes' | 'not-validated') => items.filter((item) => item.kind === kind)
  const lines = items
    .filter(({ kind }) => kind !== 'few-boxes' && kind !== 'not-validated')
    // Without labels there is nothing to split yet.
    .filter((item) => hasLabels || item.kind !== 'split')
    .map((item) => ({
      id: item.kind,
      severity: item.severity,
      text: itemText(t, item),
      mend: mendOf(item),
      values: item.values,
    }))
  const all = [...lines, ...rareClasses(t, grouped('few-boxes')), ...unvalidatedClasses(t, grouped('not-validated'))]
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
    case 'leaks':
      return 'mendLeaks'
    case 'small-boxes':
      return 'enlarge'
    case 'few-boxes':
    case 'not-validated':
      return null
  }
}

function itemText(t: TFunction, { kind, severity, values, message }: ReadinessItem): string {
  switch (kind) {
    case 'labels':
      return severity === 'block' ? t('train.readiness.noLabels') : labelsText(t, values)
    case 'split':
      if (severity === 'block') return t('train.readiness.noSplit')
      return severity === 'warning' ? t('train.readiness.undealt', values) : t('train.readiness.split', values)
    case 'empty-part':
      return t('train.readiness.emptyPart')
    case 'unlabelled':
      return t('train.readiness.unlabelled', values)
    case 'leaks':
      return t('train.readiness.leaks', values)
    case 'small-boxes':
      return t('train.readiness.smallBoxes', values)
    case 'few-boxes':
    case 'not-validated':
      return message
  }
}

function labelsText(t: TFunction, { boxes, images }: ReadinessItem['values']): string {
  const counted = {
    boxes: t('room.boxCount', { count: Number(boxes) }),
    images: t('images.count', { count: Number(images) }),
  }
  return t('train.readiness.labels', counted)
}

function rareClasses(t: TFunction, items: readonly ReadinessItem[]): ReadinessLine[] {
  if (items.length === 0) return []
  const names = namesOf(t, items, ({ values }) => `${values.name} (${values.boxes})`)
  const text = t('train.readiness.fewBoxes', { names })
  return [{ id: 'few-boxes', severity: 'warning', text, mend: null, values: {} }]
}

function unvalidatedClasses(t: TFunction, items: readonly ReadinessItem[]): ReadinessLine[] {
  if (items.length === 0) return []
  const text = t('train.readiness.notValidated', { names: namesOf(t, items, ({ values }) => String(values.name)) })
  return [{ id: 'not-validated', severity: 'warning', text, mend: 'splitAnew', values: {} }]
}

function namesOf(t: TFunction, items: readonly ReadinessItem[], nameOf: (item: ReadinessItem) => string): string {
  const named = items.slice(0, namedClasses).map(nameOf)
  const rest = items.length - named.length
  return (rest > 0 ? [...named, t('train.readiness.more', { number: rest })] : named).join(', ')
}
