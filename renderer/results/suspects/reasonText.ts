/** Why a label is in doubt, in words. */
import type { TFunction } from 'i18next'
import type { Category } from '../../../shared/model.ts'
import { rateText } from '../../charts/figureText.ts'
import type { SuspectItem } from './suspectItems.ts'

export function reasonText(t: TFunction, { kind, suspect }: SuspectItem, categories: readonly Category[]): string {
  const { label, detection, iou, labelProbability, distance } = suspect
  const nameOf = (id: number | undefined) => categories.find((category) => category.id === id)?.name ?? ''
  return t(`results.suspects.reason.${kind}`, {
    label: nameOf(label?.categoryId),
    model: nameOf(detection?.categoryId),
    confidence: rateText(detection?.score ?? null, 2),
    probability: rateText(labelProbability, 2),
    iou: rateText(iou, 2),
    distance: Math.round(distance * 100),
  })
}
