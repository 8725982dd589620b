/** A detector's numbers as boxes of a picture, as Boxwright does it. No dependencies. */
import { readFileSync } from 'node:fs'

/** What boxwright.json says. */
export const model = JSON.parse(readFileSync(new URL('boxwright.json', import.meta.url), 'utf8'))

/** How a picture lies in the square input: scaled to fit, centred. Input pixel = picture pixel * scale + offset. */
export function letterboxOf({ width, height }) {
  const { side } = model.letterbox
  const scale = side / Math.max(width, height)
  const fitted = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  return {
    ...fitted,
    scaleX: fitted.width / width,
    scaleY: fitted.height / height,
    offsetX: Math.floor((side - fitted.width) / 2),
    offsetY: Math.floor((side - fitted.height) / 2),
  }
}

/** Puts the scaled pixels of a picture (red, green, blue) into a grey square of numbers. */
export function squareOf(pixels, { width, height, offsetX, offsetY }) {
  const { side, fill } = model.letterbox
  const square = new Float32Array(side * side * 3).fill(fill)
  for (let row = 0; row < height; row++) {
    const line = pixels.subarray(row * width * 3, (row + 1) * width * 3)
    square.set(line, ((row + offsetY) * side + offsetX) * 3)
  }
  return square
}

/**
 * @param boxes x1, y1, x2, y2 of each anchor in pixels of the input
 * @param probabilities one for each class of each anchor
 * @returns {{ name: string, score: number, box: number[] }[]} the surest first, in pixels of the picture
 */
export function detect(boxes, probabilities, picture, confidence = model.suppression.confidence) {
  const { iou, voting, mostCandidates, mostDetections } = model.suppression
  const candidates = candidatesOf(boxes, probabilities).filter(({ score }) => score >= voting.confidence)
  const kept = []
  for (const candidate of candidates.filter(({ score }) => score >= confidence).slice(0, mostCandidates)) {
    if (kept.length === mostDetections) break
    const rival = kept.find(({ category, box }) => category === candidate.category && overlap(box, candidate.box) > iou)
    if (!rival) kept.push(candidate)
  }
  const voters = candidates.slice(0, mostCandidates)
  return faded(kept)
    .filter(({ score }) => score >= confidence)
    .sort((a, b) => b.score - a.score || a.row - b.row)
    .map((detection) => ({
      name: model.classes[detection.category],
      score: detection.score,
      box: inPicture(meanBox(detection, voters), picture),
    }))
    .filter(({ box: [x1, y1, x2, y2] }) => x1 < x2 && y1 < y2)
}

/** Each anchor with its likeliest class, the surest first. */
function candidatesOf(boxes, probabilities) {
  const classes = model.classes.length
  const candidates = Array.from({ length: boxes.length / 4 }, (_, row) => {
    const own = probabilities.subarray(row * classes, (row + 1) * classes)
    const score = Math.max(...own)
    return { row, category: own.indexOf(score), score, box: [...boxes.subarray(row * 4, row * 4 + 4)] }
  })
  return candidates.sort((a, b) => b.score - a.score || a.row - b.row)
}

/** Boxes of a class that overlap a surer one lose confidence. */
function faded(kept) {
  const { softness } = model.suppression
  return kept.map((detection, place) => {
    const surer = kept.slice(0, place).filter(({ category }) => category === detection.category)
    const squares = surer.reduce((sum, { box }) => sum + overlap(box, detection.box) ** 2, 0)
    return { ...detection, score: detection.score * Math.exp(-squares / softness) }
  })
}

/** The mean of all candidates over the same object is nearer to it than the surest alone. */
function meanBox({ category, box }, voters) {
  const { iou: smallest, spread } = model.suppression.voting
  const sums = [0, 0, 0, 0]
  let weights = 0
  for (const voter of voters) {
    const iou = voter.category === category ? overlap(box, voter.box) : 0
    if (iou < smallest) continue
    const weight = voter.score * Math.exp(-((1 - iou) ** 2) / spread)
    weights += weight
    for (let edge = 0; edge < 4; edge++) sums[edge] += weight * voter.box[edge]
  }
  return weights > 0 ? sums.map((sum) => sum / weights) : box
}

function inPicture(box, picture) {
  const { scaleX, scaleY, offsetX, offsetY } = letterboxOf(picture)
  return box.map((value, edge) => {
    const [scale, offset, limit] = edge % 2 === 0 ? [scaleX, offsetX, picture.width] : [scaleY, offsetY, picture.height]
    return Math.min(limit, Math.max(0, (value - offset) / scale))
  })
}

/** Intersection over union. */
function overlap(a, b) {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1])
  if (width <= 0 || height <= 0) return 0
  const area = (box) => (box[2] - box[0]) * (box[3] - box[1])
  return (width * height) / (area(a) + area(b) - width * height)
}
