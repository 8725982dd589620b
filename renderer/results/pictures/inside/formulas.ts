/** The formulas of the detector with the numbers of the picture in hand. */
import { boxArea, intersectionArea } from '../../../../shared/box.ts'
import { assertNever } from '../../../../shared/errors.ts'
import { shortNumber } from '../../../charts/figureText.ts'
import {
  type GridInside,
  hasGrid,
  type Inside,
  isJudged,
  outputsOf,
  placeOf,
  referenceOf,
  sigmoid,
  strideOf,
  verdictOf,
} from './inside.ts'

const n = shortNumber
const rate = (value: number): string => value.toFixed(3)

/** How the score of a row comes about. In two stages the first decides what is proposed, the second alone gives the score. */
export function scoreFormula(inside: Inside, row: number): string[] {
  const { to } = outputsOf(inside, row)
  const { objectness, ofClass, score, category } = verdictOf(inside, row)
  const name = inside.categories[category]!.name
  const sure = `σ(tₒ) = 1 / (1 + e^−tₒ) = σ(${n(to)}) = ${rate(objectness)}`
  switch (inside.family.detector) {
    case 'yolo':
      return [
        sure,
        `p(${name}) = ${rate(ofClass)}`,
        `σ(tₒ) · p(${name}) = ${rate(objectness)} · ${rate(ofClass)} = ${rate(score)}`,
      ]
    case 'faster-rcnn':
      return isJudged(inside, row) ? [sure, `p(${name}) = softmax(…) = ${rate(score)}`] : [sure]
    case 'ssd':
    case 'rcnn':
    case 'sliding-window': {
      // Of a softmax only differences count: those to the score of the background, s₀.
      const sum = Math.exp(to)
      return [
        `S = Σₖ e^(sₖ − s₀) = ${n(sum)}`,
        `1 − p₀ = S / (1 + S) = ${n(sum)} / (1 + ${n(sum)}) = ${rate(objectness)}`,
        `p(${name}) = e^(s − s₀) / (1 + S) = ${n(ofClass * sum)} / (1 + ${n(sum)}) = ${rate(score)}`,
      ]
    }
    default:
      return assertNever(inside.family)
  }
}

/** How a row's box comes about, in pixels of the network input. */
export function boxFormula(inside: Inside, row: number): string[] {
  const { family } = inside
  switch (family.detector) {
    case 'yolo':
      return hasGrid(inside) ? sigmoidFormula(inside, row) : []
    case 'ssd':
    case 'faster-rcnn':
      return offsetFormula(inside, row, {
        scales: family.offsetScales,
        x: '(cx + 0.5) · s',
        y: '(cy + 0.5) · s',
        of: 'a',
      })
    case 'rcnn':
      return offsetFormula(inside, row, { scales: family.offsetScales, x: 'px', y: 'py', of: 'p' })
    case 'sliding-window': {
      const [x1, y1, x2, y2] = referenceOf(inside, row)
      return [`x = ${n((x1 + x2) / 2)}, y = ${n((y1 + y2) / 2)}`, `w = ${n(x2 - x1)}, h = ${n(y2 - y1)}`]
    }
    default:
      return assertNever(family)
  }
}

function sigmoidFormula(inside: GridInside, row: number): string[] {
  const { tx, ty, tw, th } = outputsOf(inside, row)
  const { scale, cell, size } = placeOf(inside, row)
  const stride = strideOf(inside, scale)
  const centre = (t: number, at: number) => (2 * sigmoid(t) - 0.5 + at) * stride
  const side = (t: number, anchor: number) => (2 * sigmoid(t)) ** 2 * anchor
  return [
    `x = (2σ(tx) − 0.5 + cx) · s = (2σ(${n(tx)}) − 0.5 + ${cell.x}) · ${stride} = ${n(centre(tx, cell.x))}`,
    `y = (2σ(ty) − 0.5 + cy) · s = (2σ(${n(ty)}) − 0.5 + ${cell.y}) · ${stride} = ${n(centre(ty, cell.y))}`,
    `w = (2σ(tw))² · aw = (2σ(${n(tw)}))² · ${n(size.width)} = ${n(side(tw, size.width))}`,
    `h = (2σ(th))² · ah = (2σ(${n(th)}))² · ${n(size.height)} = ${n(side(th, size.height))}`,
  ]
}

type Offsets = {
  readonly scales: readonly [number, number, number, number]
  /** What the middle of the reference is, and the letter of its sides. */
  readonly x: string
  readonly y: string
  readonly of: string
}

/** How an anchor, default box or proposal is moved and stretched. */
function offsetFormula(
  inside: Inside,
  row: number,
  { scales: [sx, sy, sw, sh], x: ofX, y: ofY, of }: Offsets,
): string[] {
  const { tx, ty, tw, th } = outputsOf(inside, row)
  const [x1, y1, x2, y2] = referenceOf(inside, row)
  const [x, y, width, height] = [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1]
  return [
    `x = ${ofX} + ${sx}·tx · ${of}w = ${n(x)} + ${sx}·${n(tx)} · ${n(width)} = ${n(x + sx * tx * width)}`,
    `y = ${ofY} + ${sy}·ty · ${of}h = ${n(y)} + ${sy}·${n(ty)} · ${n(height)} = ${n(y + sy * ty * height)}`,
    `w = e^(${sw}·tw) · ${of}w = e^(${sw}·${n(tw)}) · ${n(width)} = ${n(Math.exp(sw * tw) * width)}`,
    `h = e^(${sh}·th) · ${of}h = e^(${sh}·${n(th)}) · ${n(height)} = ${n(Math.exp(sh * th) * height)}`,
  ]
}

type Learned = Inside['learned'][number]

/** Why a row may learn a label, and how well it fits. */
export function learnedFormula(inside: Inside, { row, label, fit }: Learned): string[] {
  const { family } = inside
  if (family.detector === 'yolo')
    return hasGrid(inside) ? shapeFormula(inside, { row, label, fit }, family.ratioLimit) : []
  const { objectIou } = family
  // A default box learns from more than the limit on, all others from the limit on.
  const sign = family.detector === 'ssd' ? '>' : '≥'
  const isEnough = family.detector === 'ssd' ? fit > objectIou : fit >= objectIou
  return [
    iouFormula,
    `= ${rate(fit)} ${isEnough ? `${sign} ${objectIou}` : `${sign === '>' ? '≤' : '<'} ${objectIou}, = max`}`,
  ]
}

const iouFormula = 'IoU = A∩B / (A + B − A∩B)'

function shapeFormula(
  inside: GridInside,
  { row, label, fit }: Pick<Learned, 'row' | 'label' | 'fit'>,
  ratioLimit: number,
): string[] {
  const [x1, y1, x2, y2] = inside.labels[label]!.box
  const [w, h] = [x2 - x1, y2 - y1]
  const { width: aw, height: ah } = placeOf(inside, row).size
  const ratio = Math.max(w / aw, aw / w, h / ah, ah / h)
  const shared = Math.min(w, aw) * Math.min(h, ah)
  const sign = ratio < ratioLimit ? '<' : '≥'
  return [
    `max(w/aw, aw/w, h/ah, ah/h) = ${n(ratio)} ${sign} ${ratioLimit}`,
    `IoU = ${n(shared)} / (${n(w * h)} + ${n(aw * ah)} − ${n(shared)}) = ${rate(fit)}`,
  ]
}

/** What a default box costs that takes background for something. */
export function negativeFormula(entropy: number): string[] {
  return [`L = −ln p₀ = −ln ${rate(Math.exp(-entropy))} = ${rate(entropy)}`]
}

/** Why a proposal shows a label in the second stage. */
export function regionFormula(iou: number, regionIou: number): string[] {
  return [iouFormula, `= ${rate(iou)} ≥ ${regionIou}`]
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
    iouFormula,
    `= ${n(shared)} / (${n(areaA)} + ${n(areaB)} − ${n(shared)}) = ${rate(iou)} ${sign} ${inside.suppression.iouLimit}`,
  ]
}
