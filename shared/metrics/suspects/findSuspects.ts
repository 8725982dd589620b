/**
 * All suspects among the labels of an evaluation, the likeliest errors first. Ideas of ObjectLab, with three changes: boxes
 * are paired one to one, so that neighbours in a crowd accuse nobody; overlap and distance are parts of the box's size; and
 * how sure is sure, how close is close is measured on the model's own confirmed detections instead of fixed gates.
 * Detections should come from models that did not see the image (k folds); a model that did repeats its labels' errors.
 */
import type { EvaluationData } from '../../evaluationData.ts'
import { confidenceScale } from './confidenceScale.ts'
import { findDuplicates } from './duplicate.ts'
import { boxesByImage } from './imageBoxes.ts'
import { findLocated, locationFit } from './located.ts'
import { findOverlooked } from './overlooked.ts'
import { pairBoxes } from './pairing.ts'
import type { Suspect } from './suspect.ts'
import { findSwapped } from './swapped.ts'

export function findSuspects(data: EvaluationData): Suspect[] {
  const pairings = boxesByImage(data).map(pairBoxes)
  const classes = new Map(data.categories.map(({ id }, place) => [id, place]))
  const scale = confidenceScale(pairings)
  const fit = locationFit(pairings)
  return pairings
    .flatMap((pairing) => [
      ...findSwapped(pairing, classes, scale),
      ...findOverlooked(pairing, scale),
      ...findLocated(pairing, scale, fit),
      ...findDuplicates(pairing, scale),
    ])
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
}
