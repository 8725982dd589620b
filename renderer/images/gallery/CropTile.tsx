import { TriangleAlert } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { cropUrl } from '../../studio.ts'
import styles from './Boxes.module.css'

export type CropTileProps = {
  readonly domId: string
  readonly id: number
  readonly stamp: number
  readonly label: string
  readonly color: string
  readonly x: number
  readonly width: number
  readonly height: number
  readonly isSelected: boolean
  readonly isCurrent: boolean
  /** While the wall flies past, no picture is asked for. */
  readonly isFlying: boolean
}

/** A crop that many newer ones overtook is refused by the engine; as long as it is in sight, it is asked for again. */
const retries = { most: 4, pauseMs: 400 } as const

export const CropTile = memo(function CropTile(props: CropTileProps) {
  const { domId, id, stamp, label, color, x, width, height, isSelected, isCurrent, isFlying } = props
  return (
    <div
      id={domId}
      role="option"
      aria-selected={isSelected}
      aria-label={label}
      title={label}
      data-crop={id}
      data-current={isCurrent || undefined}
      tabIndex={-1}
      className={styles.tile}
      style={{ left: x, width, height }}
    >
      <span className={styles.crop} style={{ borderColor: color }}>
        <CropPicture key={`${id} ${stamp}`} id={id} stamp={stamp} isFlying={isFlying} />
      </span>
    </div>
  )
})

function CropPicture({ id, stamp, isFlying }: Pick<CropTileProps, 'id' | 'stamp' | 'isFlying'>) {
  const [isAsked, setIsAsked] = useState(!isFlying)
  const [failures, setFailures] = useState(0)
  const [isWaiting, setIsWaiting] = useState(false)
  useEffect(() => {
    if (!isFlying) setIsAsked(true)
  }, [isFlying])
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => {
      setIsWaiting(false)
      setFailures((count) => count + 1)
    }, retries.pauseMs)
    return () => clearTimeout(timer)
  }, [isWaiting])
  if (failures > retries.most) return <TriangleAlert size={18} className={styles.broken} />
  if (!isAsked || isWaiting) return null
  return (
    <img
      src={`${cropUrl(id, stamp)}-${failures}`}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => setIsWaiting(true)}
    />
  )
}
