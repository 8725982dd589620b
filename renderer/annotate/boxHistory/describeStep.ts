/** A step in the life of a box, in words: what was done, and what changed by it. */
import type { TFunction } from 'i18next'
import type { BoxStep, EditKind } from '../../../shared/api.ts'
import { type Box, boxHeight, boxWidth } from '../../../shared/box.ts'
import type { BoxFacts } from '../../../shared/boxFacts.ts'

export type NameOfCategory = (categoryId: number) => string | null

/** Steps that leave a box there that was not there before. */
const beginnings: Partial<Record<EditKind, 'drawn' | 'imported' | 'copied' | 'pasted'>> = {
  draw: 'drawn',
  import: 'imported',
  propagate: 'copied',
  paste: 'pasted',
}

/** What changed, each as a short sentence; at least one. */
export function describeStep(t: TFunction, step: BoxStep, nameOf: NameOfCategory): string[] {
  const { kind, was, became, model } = step
  if (model !== null) return [t('annotate.boxHistory.proposed', { model })]
  const said = [
    ...(was.categoryId !== undefined ? [classChange(t, was, became, nameOf)] : []),
    ...placeChange(t, was, became),
    ...detailChanges(t, was, became),
    ...standingChanges(t, was, became),
  ]
  if (said.length > 0) return said
  const beginning = beginnings[kind]
  return [beginning ? t(`annotate.boxHistory.${beginning}`) : t(`annotate.history.kinds.${kind}`)]
}

function classChange(t: TFunction, was: BoxFacts, became: BoxFacts, nameOf: NameOfCategory): string {
  const name = (categoryId: number | null | undefined) =>
    (categoryId && nameOf(categoryId)) || t('annotate.objects.noClass')
  return t('annotate.boxHistory.class', { from: name(was.categoryId), to: name(became.categoryId) })
}

/** The engine names only the edges that moved: a box that was moved as a whole moved two opposite ones by the same. */
function placeChange(t: TFunction, was: BoxFacts, became: BoxFacts): string[] {
  const by = (edge: keyof Box) => (became[edge] ?? 0) - (was[edge] ?? 0)
  const edges = { x1: by('x1'), y1: by('y1'), x2: by('x2'), y2: by('y2') }
  if (Object.values(edges).every((distance) => distance === 0)) return []
  const isMove = isSame(edges.x1, edges.x2) && isSame(edges.y1, edges.y2)
  if (isMove) return [t('annotate.boxHistory.moved', { dx: signed(edges.x1), dy: signed(edges.y1) })]
  return [t('annotate.boxHistory.resized', { dw: signed(boxWidth(edges)), dh: signed(boxHeight(edges)) })]
}

function detailChanges(t: TFunction, _was: BoxFacts, became: BoxFacts): string[] {
  const part = (value: number | null) =>
    value === null ? t('annotate.objects.notStated') : `${Math.round(value * 100)} %`
  const level = (value: 0 | 1 | 2 | 3 | null) =>
    value === null ? t('annotate.objects.notStated') : t(`annotate.objects.occlusion.${value}`)
  const said = [
    became.truncated !== undefined && [t('annotate.objects.truncated'), part(became.truncated)],
    became.occluded !== undefined && [t('annotate.objects.occluded'), level(became.occluded)],
    became.difficult !== undefined && [t('annotate.objects.difficult'), yesOrNo(t, became.difficult)],
    became.ignore !== undefined && [t('annotate.objects.ignore'), yesOrNo(t, became.ignore)],
    became.note !== undefined && [
      t('annotate.objects.note'),
      became.note === '' ? t('annotate.boxHistory.removed') : `“${became.note}”`,
    ],
  ]
  return said.filter((one) => one !== false).map(([name, value]) => `${name}: ${value}`)
}

/** How the box stands, not where or what it is. */
function standingChanges(t: TFunction, was: BoxFacts, became: BoxFacts): string[] {
  return [
    was.origin === 'model' && became.origin === 'human' && t('annotate.boxHistory.accepted'),
    was.copied && became.copied === false && t('annotate.boxHistory.looked'),
    became.locked !== undefined && t(became.locked ? 'annotate.boxHistory.locked' : 'annotate.boxHistory.unlocked'),
    became.z !== undefined && t('annotate.history.kinds.order'),
    (became.dismissedChecks?.length ?? 0) > (was.dismissedChecks?.length ?? 0) && t('annotate.history.kinds.dismiss'),
  ].filter((one) => typeof one === 'string')
}

const yesOrNo = (t: TFunction, value: boolean) => t(value ? 'annotate.boxHistory.yes' : 'annotate.boxHistory.no')
const isSame = (a: number, b: number) => Math.abs(a - b) < 0.001

function signed(value: number): string {
  const rounded = Math.round(value * 10) / 10
  return rounded > 0 ? `+${rounded}` : String(rounded).replace('-', '−')
}
