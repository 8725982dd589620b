/** The tracks of CVAT "for video": every box that stands in the file, sorted by frame. */

import type { Size } from '../../../shared/box.ts'
import { boxOfShape } from './cvatShape.ts'
import type { CutEntry, CutRow } from './documents.ts'
import { childOf, type XmlElement, xmlAttributes, xmlText } from './xml.ts'

export function framesOfTracks(tracks: readonly XmlElement[], root: XmlElement, text: string): CutEntry[] {
  const frames = new Map<number, CutRow[]>()
  for (const track of tracks) {
    const label = xmlAttributes(text, track).get('label')?.value
    for (const shape of track.children) {
      const attributes = xmlAttributes(text, shape)
      const frame = Number(attributes.get('frame')?.value ?? Number.NaN)
      // Outside: the track has left the picture, its box only stands there.
      if (!Number.isInteger(frame) || attributes.get('outside')?.value === '1') continue
      const rows = frames.get(frame) ?? []
      rows.push(rowOf(shape, text, label))
      frames.set(frame, rows)
    }
  }
  const size = sizeOf(root, text)
  return [...frames]
    .sort(([a], [b]) => a - b)
    .map(([frame, rows]) => ({
      references: namesOf(frame),
      size,
      units: 'pixels',
      isVerified: false,
      split: null,
      frame: null,
      rows,
    }))
}

/** As CVAT and ffmpeg number the frames of a video that they save. */
function namesOf(frame: number): string[] {
  const padded = String(frame).padStart(6, '0')
  return [`frame_${padded}`, padded, String(frame)]
}

function rowOf(shape: XmlElement, text: string, label: string | undefined): CutRow {
  const row = text.slice(shape.start, shape.end)
  const isOutline = ['polygon', 'ellipse', 'mask'].includes(shape.name)
  if (shape.name !== 'box' && !isOutline) return { text: row, box: null }
  const box = boxOfShape(shape, text, label)
  return box
    ? { text: row, box, isBoxed: isOutline }
    : { text: row, box: null, broken: `(<${shape.name}> of a track) has no place` }
}

function sizeOf(root: XmlElement, text: string): Size | null {
  const meta = childOf(root, 'meta')
  const size =
    childOf(childOf(meta, 'task') ?? childOf(meta, 'job') ?? meta, 'original_size') ?? childOf(meta, 'original_size')
  const [width, height] = [
    Number(xmlText(text, childOf(size, 'width'))),
    Number(xmlText(text, childOf(size, 'height'))),
  ]
  return width > 0 && height > 0 ? { width, height } : null
}
