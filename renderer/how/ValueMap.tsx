import { useLayoutEffect, useRef } from 'react'
import { heatTokens, rampColors } from '../results/pictures/heatColors.ts'
import { usePreferences } from '../stores/preferences.ts'
import styles from './ValueMap.module.css'

type ValueMapProps = {
  readonly cells: number
  /** From 0 to 1 a cell, row by row. */
  readonly values: Float32Array
  /** What it shows, in words; without them it is part of something that says so. */
  readonly label?: string
}

/** A square of values as colours, as large as there is room; a cell stays a cell. */
export function ValueMap({ cells, values, label }: ValueMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = usePreferences((state) => state.theme)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read
  useLayoutEffect(() => {
    const element = canvas.current!
    const style = getComputedStyle(element)
    const stops = heatTokens.map((token) => style.getPropertyValue(token))
    element.getContext('2d')?.putImageData(new ImageData(rampColors(values, stops), cells, cells), 0, 0)
  }, [cells, values, theme])
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return <canvas ref={canvas} className={styles.map} width={cells} height={cells} {...named} />
}
