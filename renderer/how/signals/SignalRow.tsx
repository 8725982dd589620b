import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../shared/howCalls.ts'
import { Part } from '../Part.tsx'
import { layersAt } from './depth.ts'
import { Histogram } from './Histogram.tsx'
import styles from './Signals.module.css'
import { spreadText } from './spreadText.ts'

/** As many histograms of each kind as can be compared. */
const shownLayers = 6

type SignalRowProps = {
  readonly title: string
  readonly signals: readonly Signal[]
  /** Of the layers, by their names in the detector. */
  readonly names: ReadonlyMap<string, string>
}

/** The signal in some layers from the first to the last. */
export function SignalRow({ title, signals, names }: SignalRowProps) {
  const { t } = useTranslation()
  return (
    <Part title={title}>
      <div className={styles.row}>
        {layersAt(signals.length, shownLayers).map((place) => {
          const signal = signals[place]!
          return (
            <Histogram
              key={signal.layer}
              title={names.get(signal.layer)!}
              spread={signal}
              text={spreadText(t, signal)}
            />
          )
        })}
      </div>
    </Part>
  )
}
