import { type Box, boxHeight, boxWidth, moveBoxInside, type Size } from '../../../shared/box.ts'
import type { Annotation } from '../../../shared/model.ts'
import { imageUrl } from '../../studio.ts'
import styles from './Checks.module.css'

type FindingPictureProps = {
  readonly imageId: number
  readonly size: Size
  readonly boxes: readonly Annotation[]
  readonly colorOf: (categoryId: number | null) => string
  readonly label: string
}

/** The boxes of a finding where they lie: the newer one dashed, since both may be the same to the pixel. */
export function FindingPicture({ imageId, size, boxes, colorOf, label }: FindingPictureProps) {
  const region = regionAround(boxes, size)
  return (
    <svg
      className={styles.picture}
      viewBox={`${region.x1} ${region.y1} ${boxWidth(region)} ${boxHeight(region)}`}
      role="img"
      aria-label={label}
    >
      <image href={imageUrl(imageId)} width={size.width} height={size.height} preserveAspectRatio="none" />
      {boxes.map((box, index) => {
        const corners = { x: box.x1, y: box.y1, width: boxWidth(box), height: boxHeight(box) }
        return (
          <g key={box.id} className={styles.box} data-newer={index > 0 || undefined}>
            <rect {...corners} className={styles.halo} />
            <rect {...corners} stroke={colorOf(box.categoryId)} />
          </g>
        )
      })}
    </svg>
  )
}

/** Shape of the picture on its card. */
const aspect = 4 / 3
/** Surroundings as a part of the boxes' longer side; and how many pixels of the image are shown at least. */
const margin = 0.4
const leastSide = 48

/** The boxes with what is around them; boxes beyond the border are shown beyond it. */
export function regionAround(boxes: readonly Box[], size: Size): Box {
  const all = {
    x1: Math.min(...boxes.map(({ x1 }) => x1)),
    y1: Math.min(...boxes.map(({ y1 }) => y1)),
    x2: Math.max(...boxes.map(({ x2 }) => x2)),
    y2: Math.max(...boxes.map(({ y2 }) => y2)),
  }
  const room = 2 * margin * Math.max(boxWidth(all), boxHeight(all))
  const height = Math.max(boxHeight(all) + room, (boxWidth(all) + room) / aspect, leastSide)
  const [x, y] = [(all.x1 + all.x2) / 2, (all.y1 + all.y2) / 2]
  const wanted = {
    x1: x - (height * aspect) / 2,
    y1: y - height / 2,
    x2: x + (height * aspect) / 2,
    y2: y + height / 2,
  }
  const isInside = all.x1 >= 0 && all.y1 >= 0 && all.x2 <= size.width && all.y2 <= size.height
  const fits = boxWidth(wanted) <= size.width && boxHeight(wanted) <= size.height
  return isInside && fits ? moveBoxInside(wanted, 0, 0, size) : wanted
}
