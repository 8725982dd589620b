/** The formulas of the detector with the numbers of the picture in hand. */
import { boxArea, intersectionArea } from '../../../../shared/box.ts'
import { shortNumber } from '../../../charts/figureText.ts'
import { type Inside, isJudged, outputsOf, placeOf, sigmoid, verdictOf } from './inside.ts'

const n = shortNumber
const rate = (value: number): string => value.toFixed(3)

/** How the score of an anchor comes about. In two stages the first decides what is proposed, the second alone gives the score. */
export function scoreFormula(inside: Inside, row: number): string[] {
  const { to } = outputsOf(inside, row)
  const { objectness, ofClass, score, category } = verdictOf(inside, row)
  const name = inside.categories[category]!.name
  const sure = `σ(tₒ) = 1 / (1 + e^−tₒ) = σ(${n(to)}) = ${rate(objectness)}`
  if (inside.twoStage) return isJudged(inside, row) ? [sure, `p(${name}) = softmax(…) = ${rate(score)}`] : [sure]
  return [
    sure,
    `p(${name}) = ${rate(ofClass)}`,
    `σ(tₒ) · p(${name}) = ${rate(objectness)} · ${rate(ofClass)} = ${rate(score)}`,
  ]
}

/** How an anchor's box comes about, in pixels of the network input. */
export function boxFormula(inside: Inside, row: number): string[] {
  const { tx, ty, tw, th } = outputsOf(inside, row)
  const { scale, cell, size } = placeOf(inside, row)
  const stride = inside.strides[scale]!
  if (inside.twoStage) return offsetFormula(inside, row, inside.twoStage.offsetScales)
  const centre = (t: number, at: number) => (2 * sigmoid(t) - 0.5 + at) * stride
  const side = (t: number, anchor: number) => (2 * sigmoid(t)) ** 2 * anchor
  return [
    `x = (2σ(tx) − 0.5 + cx) · s = (2σ(${n(tx)}) − 0.5 + ${cell.x}) · ${stride} = ${n(centre(tx, cell.x))}`,
    `y = (2σ(ty) − 0.5 + cy) · s = (2σ(${n(ty)}) − 0.5 + ${cell.y}) · ${stride} = ${n(centre(ty, cell.y))}`,
    `w = (2σ(tw))² · aw = (2σ(${n(tw)}))² · ${n(size.width)} = ${n(side(tw, size.width))}`,
    `h = (2σ(th))² · ah = (2σ(${n(th)}))² · ${n(size.height)} = ${n(side(th, size.height))}`,
  ]
}

type Scales = NonNullable<Inside['twoStage']>['offsetScales']

/** How the first of two stages moves and stretches an anchor. */
function offsetFormula(inside: Inside, row: number, [sx, sy, sw, sh]: Scales): string[] {
  const { tx, ty, tw, th } = outputsOf(inside, row)
  const { scale, cell, size } = placeOf(inside, row)
  const stride = inside.strides[scale]!
  const [x, y] = [(cell.x + 0.5) * stride, (cell.y + 0.5) * stride]
  const { width, height } = size
  return [
    `x = (cx + 0.5) · s + ${sx}·tx · aw = ${n(x)} + ${sx}·${n(tx)} · ${n(width)} = ${n(x + sx * tx * width)}`,
    `y = (cy + 0.5) · s + ${sy}·ty · ah = ${n(y)} + ${sy}·${n(ty)} · ${n(height)} = ${n(y + sy * ty * height)}`,
    `w = e^(${sw}·tw) · aw = e^(${sw}·${n(tw)}) · ${n(width)} = ${n(Math.exp(sw * tw) * width)}`,
    `h = e^(${sh}·th) · ah = e^(${sh}·${n(th)}) · ${n(height)} = ${n(Math.exp(sh * th) * height)}`,
  ]
}

type Learned = Inside['learned'][number]

/** Why an anchor may learn a label, and how well it fits. */
export function learnedFormula(inside: Inside, { row, label, fit }: Learned): string[] {
  const [x1, y1, x2, y2] = inside.labels[label]!.box
  const [w, h] = [x2 - x1, y2 - y1]
  if (inside.twoStage) {
    const { objectIou } = inside.twoStage
    const verdict = fit >= objectIou ? `≥ ${objectIou}` : `< ${objectIou}, = max`
    return ['IoU = A∩B / (A + B − A∩B)', `= ${rate(fit)} ${verdict}`]
  }
  const { width: aw, height: ah } = placeOf(inside, row).size
  const ratio = Math.max(w / aw, aw / w, h / ah, ah / h)
  const shared = Math.min(w, aw) * Math.min(h, ah)
  const sign = ratio < inside.ratioLimit ? '<' : '≥'
  return [
    `max(w/aw, aw/w, h/ah, ah/h) = ${n(ratio)} ${sign} ${inside.ratioLimit}`,
    `IoU = ${n(shared)} / (${n(w * h)} + ${n(aw * ah)} − ${n(shared)}) = ${rate(fit)}`,
  ]
}

/** Why a box gave way to another: their IoU in pixels of the network input. */
export function overlapFormula(inside: Inside, row: number, winner: number): string[] {
  const boxAt = (place: number) => {
    const at = (side: number) => inside.boxes[place * 4 + side]!
    return { x1: at(0), y1: at(1), x2: at(2), y2: at(3) }
  }
  const [a, b] = [boxAt(row), boxAt(winner)]
  const shared = intersectionArea(a, b)
  const [areaA, areaB] = [boxArea(a), boxArea(b)]
  const iou = shared / (areaA + areaB - shared)
  const sign = iou > inside.suppression.iouLimit ? '>' : '≤'
  return [
    'IoU = A∩B / (A + B − A∩B)',
    `= ${n(shared)} / (${n(areaA)} + ${n(areaB)} − ${n(shared)}) = ${rate(iou)} ${sign} ${inside.suppression.iouLimit}`,
  ]
}
