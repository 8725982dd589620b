/**
 * Morphing (elastic distortion: Simard et al., "Best practices for convolutional neural networks", 2003): a picture is
 * bent by a smooth random field of shifts. The field is given at the corners of a coarse lattice and runs smoothly between
 * them; it says for each place of the result where in the source it comes from.
 */

import type { Random } from '../../../shared/random.ts'
import type { Sample } from './batch.ts'
import { fillGrey, latticeCells } from './config.ts'
import type { NetworkBoxes } from './networkBoxes.ts'
import { boundsOf, cutAtBorder, type Point } from './placement.ts'

/** From a place of the result to the place of the source that it shows; both in network pixels from the outer edge. */
export type Morphing = (x: number, y: number) => Point

/** Points along each side of a box whose new places make the new box. */
const pointsPerSide = 16
/** Rounds in which the way back is found; each brings it nearer by the field's slope, which is well below one. */
const backwardRounds = 30

/** @param strength largest shift as a part of the side */
export function randomMorphing(strength: number, size: number, random: Random): Morphing {
  const nodes = latticeCells + 1
  const shifts = Float64Array.from({ length: nodes * nodes * 2 }, () => random.between(-strength, strength) * size)
  const spacing = size / latticeCells
  return (x, y) => {
    const column = Math.min(latticeCells - 1e-9, Math.max(0, x / spacing))
    const row = Math.min(latticeCells - 1e-9, Math.max(0, y / spacing))
    const [left, top] = [Math.floor(column), Math.floor(row)]
    const [across, down] = [smooth(column - left), smooth(row - top)]
    const at = (node: number, axis: number) => shifts[node * 2 + axis]!
    const node = top * nodes + left
    const shift = (axis: number) =>
      (at(node, axis) * (1 - across) + at(node + 1, axis) * across) * (1 - down) +
      (at(node + nodes, axis) * (1 - across) + at(node + nodes + 1, axis) * across) * down
    return [x + shift(0), y + shift(1)]
  }
}

/** Flat at both ends, so that the field has no edge at the lattice. */
const smooth = (t: number): number => t * t * (3 - 2 * t)

export function morph({ pixels, labels }: Sample, morphing: Morphing, size: number): Sample {
  return { pixels: bent(pixels, morphing, size), labels: bentBoxes(labels, morphing, size) }
}

/** Bilinear; grey where the source has nothing. */
function bent(pixels: Uint8Array, morphing: Morphing, size: number): Uint8Array {
  const result = new Uint8Array(pixels.length)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const [sourceX, sourceY] = morphing(x + 0.5, y + 0.5)
      sampleInto(result, (y * size + x) * 3, pixels, sourceX - 0.5, sourceY - 0.5, size)
    }
  }
  return result
}

function sampleInto(target: Uint8Array, at: number, pixels: Uint8Array, x: number, y: number, size: number): void {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [across, down] = [x - left, y - top]
  for (let channel = 0; channel < 3; channel++) {
    const value = (column: number, row: number) =>
      column < 0 || row < 0 || column >= size || row >= size ? fillGrey : pixels[(row * size + column) * 3 + channel]!
    target[at + channel] =
      (value(left, top) * (1 - across) + value(left + 1, top) * across) * (1 - down) +
      (value(left, top + 1) * (1 - across) + value(left + 1, top + 1) * across) * down +
      0.5
  }
}

function bentBoxes({ boxes, classes }: NetworkBoxes, morphing: Morphing, size: number): NetworkBoxes {
  const moved = new Float64Array(boxes.length)
  for (const index of classes.keys()) {
    const outline = outlineOf(boxes.subarray(index * 4, index * 4 + 4))
    moved.set(boundsOf(outline.map((point) => placeInResult(morphing, point))), index * 4)
  }
  return cutAtBorder({ boxes: moved, classes }, { width: size, height: size })
}

function outlineOf([x1, y1, x2, y2]: Float64Array): Point[] {
  return Array.from({ length: pointsPerSide + 1 }, (_, index) => index / pointsPerSide).flatMap((part): Point[] => {
    const [x, y] = [x1! + part * (x2! - x1!), y1! + part * (y2! - y1!)]
    return [
      [x, y1!],
      [x, y2!],
      [x1!, y],
      [x2!, y],
    ]
  })
}

/** Where in the result a place of the source is seen: the fixed point of p = source - shift(p). */
function placeInResult(morphing: Morphing, [sourceX, sourceY]: Point): Point {
  let [x, y] = [sourceX, sourceY]
  for (let round = 0; round < backwardRounds; round++) {
    const [seenX, seenY] = morphing(x, y)
    x += sourceX - seenX
    y += sourceY - seenY
  }
  return [x, y]
}
