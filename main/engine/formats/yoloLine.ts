/** One line of a YOLO file: `class x-centre y-centre width height`, all but the class in shares of the image. */
import type { Box, Size } from '../../../shared/box.ts'
import { printedCentreAndLength } from './printedNumber.ts'
import { tokensOf } from './textLines.ts'

export type YoloLine =
  | {
      readonly kind: 'box'
      readonly classIndex: number
      /** In shares of the image. */
      readonly box: Box
      readonly score: number | null
      /** What the line holds beyond a plain box. */
      readonly remark: 'score-read' | 'polygon-boxed' | 'extras-kept' | null
    }
  | { readonly kind: 'line-broken' | 'not-normalised'; readonly message: string }

/** As labelImg and Ultralytics print; finer digits would change files that nobody touched. */
const decimals = 6
/** No box with a part in the image comes near this, a coordinate in pixels nearly always goes beyond. */
const largestShare = 2

export function printYoloLine(box: Box, classIndex: number, size: Size): string {
  const [xCentre, width] = printedCentreAndLength(box.x1, box.x2, size.width, decimals)
  const [yCentre, height] = printedCentreAndLength(box.y1, box.y2, size.height, decimals)
  return `${classIndex} ${xCentre} ${yCentre} ${width} ${height}`
}

/** Four numbers are a box, five a box and its score, more a polygon (and its score) unless they are keypoints. */
export function parseYoloLine(line: string, hasKeypoints: boolean): YoloLine {
  const tokens = tokensOf(line)
  const numbers = tokens.map(Number)
  const strangeAt = numbers.findIndex((number) => !Number.isFinite(number))
  if (strangeAt !== -1) return broken(`"${tokens[strangeAt]}" is not a number`)
  const [classIndex, ...values] = numbers as [number, ...number[]]
  if (!Number.isInteger(classIndex) || classIndex < 0) return broken(`"${tokens[0]}" is not the number of a class`)
  if (values.length < 4) return broken(`has ${tokens.length} numbers where a box needs 5`)
  const hasScore = !hasKeypoints && values.length % 2 === 1
  const coordinates = hasScore ? values.slice(0, -1) : values
  const far = (hasKeypoints ? values.slice(0, 4) : coordinates).find((value) => Math.abs(value) > largestShare)
  if (far !== undefined) return notNormalised(far)
  const score = hasScore ? values.at(-1)! : null
  if (hasKeypoints && values.length > 4) return boxLine(classIndex, boxOfCentre(values), null, 'extras-kept')
  if (coordinates.length > 4) return boxLine(classIndex, boxOfPolygon(coordinates), score, 'polygon-boxed')
  return boxLine(classIndex, boxOfCentre(coordinates), score, hasScore ? 'score-read' : null)
}

export type YoloBoxLine = Extract<YoloLine, { kind: 'box' }>

function boxLine(classIndex: number, box: Box, score: number | null, remark: YoloBoxLine['remark']): YoloBoxLine {
  return { kind: 'box', classIndex, box, score, remark }
}

function broken(message: string): YoloLine {
  return { kind: 'line-broken', message: `${message}; the line was left out` }
}

function notNormalised(value: number): YoloLine {
  const message = `${value} is no share of an image side (0 to 1): are these pixels? The line was left out`
  return { kind: 'not-normalised', message }
}

function boxOfCentre([x, y, width, height]: readonly number[]): Box {
  return { x1: x! - width! / 2, y1: y! - height! / 2, x2: x! + width! / 2, y2: y! + height! / 2 }
}

function boxOfPolygon(coordinates: readonly number[]): Box {
  const xs = coordinates.filter((_, index) => index % 2 === 0)
  const ys = coordinates.filter((_, index) => index % 2 === 1)
  return { x1: Math.min(...xs), y1: Math.min(...ys), x2: Math.max(...xs), y2: Math.max(...ys) }
}
