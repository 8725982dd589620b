import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CategoryStatistics } from '../../../shared/api.ts'
import { withRange } from '../../../shared/filter/editFilter.ts'
import { sharpContext } from '../../canvas/sharpContext.ts'
import { setFilter, useActivity } from '../../stores/activity.ts'
import type { CountedCategory } from '../../stores/project.ts'
import styles from './Statistics.module.css'
import { placeOf, rangeOf, type ScatterRange, sizeAt } from './scatterScale.ts'

type SizeScatterProps = {
  readonly categories: readonly CountedCategory[]
  readonly figures: readonly CategoryStatistics[]
}

type Frame = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }

/** Width against height of a sample of the boxes. A frame drawn over the points becomes the filter. */
export function SizeScatter({ categories, figures }: SizeScatterProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [frame, setFrame] = useState<Frame | null>(null)
  const range = useMemo(
    () => rangeOf(figures.flatMap(({ sample }) => [...sample.widths, ...sample.heights])),
    [figures],
  )
  useDots(canvas, categories, figures, range)
  const at = (event: PointerEvent) => {
    const { left, top } = canvas.current!.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const end = () => {
    if (frame && Math.abs(frame.x2 - frame.x1) > 3 && Math.abs(frame.y2 - frame.y1) > 3)
      setFilter(framed(useActivity.getState().filter, frame, range, canvas.current!))
    setFrame(null)
  }
  return (
    <figure className={styles.figure}>
      <figcaption>{t('room.statistics.scatter')}</figcaption>
      <div
        className={styles.scatter}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          const { x, y } = at(event)
          setFrame({ x1: x, y1: y, x2: x, y2: y })
        }}
        onPointerMove={(event) => {
          const { x, y } = at(event)
          setFrame((now) => now && { ...now, x2: x, y2: y })
        }}
        onPointerUp={end}
        onPointerCancel={() => setFrame(null)}
      >
        <canvas ref={canvas} role="img" aria-label={t('room.statistics.scatterLabel')} />
        {frame && <span className={styles.frame} style={placeOfFrame(frame)} />}
        <span className={styles.axisX}>
          <span>{roundSide(2 ** range.from)}</span>
          <span>{t('room.statistics.width')}</span>
          <span>{roundSide(2 ** range.to)}</span>
        </span>
        <span className={styles.axisY}>
          <span>{roundSide(2 ** range.from)}</span>
          <span>{t('room.statistics.height')}</span>
          <span>{roundSide(2 ** range.to)}</span>
        </span>
      </div>
    </figure>
  )
}

const placeOfFrame = ({ x1, y1, x2, y2 }: Frame) => ({
  left: Math.min(x1, x2),
  top: Math.min(y1, y2),
  width: Math.abs(x2 - x1),
  height: Math.abs(y2 - y1),
})

const roundSide = (pixels: number): string => (pixels < 1 ? pixels.toFixed(2) : String(Math.round(pixels)))

function framed(filter: string, { x1, y1, x2, y2 }: Frame, range: ScatterRange, canvas: HTMLCanvasElement): string {
  const size = { width: canvas.clientWidth, height: canvas.clientHeight }
  const small = sizeAt(Math.min(x1, x2), Math.max(y1, y2), range, size)
  const large = sizeAt(Math.max(x1, x2), Math.min(y1, y2), range, size)
  const whole = Math.round
  const byWidth = withRange(filter, 'width', whole(small.width), whole(large.width))
  return withRange(byWidth, 'height', whole(small.height), whole(large.height))
}

function useDots(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  categories: readonly CountedCategory[],
  figures: readonly CategoryStatistics[],
  range: ScatterRange,
): void {
  useEffect(() => {
    const element = canvas.current!
    const draw = () => {
      const sharp = sharpContext(element)
      if (!sharp) return
      const { context, size } = sharp
      context.globalAlpha = 0.6
      for (const { categoryId, sample } of figures) {
        context.fillStyle = categories.find(({ id }) => id === categoryId)?.color ?? 'gray'
        for (const [index, width] of sample.widths.entries()) {
          const { x, y } = placeOf(width, sample.heights[index]!, range, size)
          context.fillRect(x - 1.5, y - 1.5, 3, 3)
        }
      }
    }
    // Fires once at the beginning, too.
    const observer = new ResizeObserver(draw)
    observer.observe(element)
    return () => observer.disconnect()
  }, [canvas, categories, figures, range])
}
