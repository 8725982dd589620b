import { useViewOptions } from './options.ts'
import styles from './ToneFilter.module.css'
import { toneCurve, toneFilterId } from './tone.ts'

/** The filter that the canvas of the picture refers to. */
export function ToneFilter() {
  const brightness = useViewOptions((state) => state.brightness)
  const contrast = useViewOptions((state) => state.contrast)
  const gamma = useViewOptions((state) => state.gamma)
  const curve = toneCurve({ brightness, contrast, gamma })
    .map((level) => level.toFixed(6))
    .join(' ')
  return (
    <svg className={styles.filter} aria-hidden="true">
      <filter id={toneFilterId} x="0" y="0" width="1" height="1" colorInterpolationFilters="sRGB">
        <feComponentTransfer>
          <feFuncR type="table" tableValues={curve} />
          <feFuncG type="table" tableValues={curve} />
          <feFuncB type="table" tableValues={curve} />
        </feComponentTransfer>
      </filter>
    </svg>
  )
}
