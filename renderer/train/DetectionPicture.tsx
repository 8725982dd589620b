import { thumbnailUrl } from '../studio.ts'
import styles from './DetectionPicture.module.css'

export type FoundBox = {
  /** In pixels of the image. */
  readonly box: readonly [x1: number, y1: number, x2: number, y2: number]
  readonly color: string
  /** Class and score. */
  readonly text: string
}

type DetectionPictureProps = {
  readonly imageId: number
  readonly width: number
  readonly height: number
  readonly found: readonly FoundBox[]
  readonly label: string
}

/** A small picture with boxes over it. */
export function DetectionPicture({ imageId, width, height, found, label }: DetectionPictureProps) {
  return (
    <figure className={styles.picture} style={{ aspectRatio: `${width} / ${height}` }}>
      <img src={thumbnailUrl(imageId)} alt="" draggable={false} />
      <BoxOverlay width={width} height={height} found={found} label={label} />
    </figure>
  )
}

type BoxOverlayProps = Omit<DetectionPictureProps, 'imageId'>

/** Boxes as outlines of a constant thickness, whatever the size of the picture. */
export function BoxOverlay({ width, height, found, label }: BoxOverlayProps) {
  return (
    <svg
      className={styles.overlay}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {found.map(({ box: [x1, y1, x2, y2], color, text }) => (
        <g key={`${x1} ${y1} ${x2} ${y2} ${text}`}>
          <title>{text}</title>
          <rect className={styles.halo} x={x1} y={y1} width={x2 - x1} height={y2 - y1} />
          <rect className={styles.box} style={{ stroke: color }} x={x1} y={y1} width={x2 - x1} height={y2 - y1} />
        </g>
      ))}
    </svg>
  )
}
