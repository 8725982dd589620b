import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { float32sFrom } from '../../../shared/base64.ts'
import type { FeatureMap, Features } from '../../../shared/howCalls.ts'
import type { EvaluatedImage, Run } from '../../../shared/reports.ts'
import { shortNumber } from '../../charts/figureText.ts'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { Answer } from '../Answer.tsx'
import { Lesson } from '../Lesson.tsx'
import { useHowAnswer } from '../useHowAnswer.ts'
import { ValueMap } from '../ValueMap.tsx'
import styles from './FeaturesPanel.module.css'
import { featureLines } from './featureLines.ts'

type FeaturesPanelProps = { readonly run: Run; readonly image: EvaluatedImage }

/** What backbone and neck make of the picture: the strongest channels of each map. */
export function FeaturesPanel({ run, image }: FeaturesPanelProps) {
  const { detector } = run.settings
  // The only kind that makes none of the whole picture, as the text says.
  const hasMaps = detector !== 'rcnn'
  const asked = useHowAnswer('how.features', hasMaps ? { runId: run.id, imageId: image.id } : null)
  const { t } = useTranslation()
  return (
    <Lesson panel="features" text={t(`how.features.lesson.${detector}`)}>
      {hasMaps && <Answer asked={asked}>{(features) => <Maps features={features} />}</Answer>}
    </Lesson>
  )
}

function Maps({ features }: { readonly features: Features }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState({ map: 0, channel: 0 })
  const maps = useMemo(
    () =>
      features.maps.map((map) => ({
        ...map,
        strongest: map.strongest.map((each) => ({ ...each, numbers: float32sFrom(each.values) })),
      })),
    [features],
  )
  const map = maps[chosen.map]!
  const channel = map.strongest[chosen.channel]!
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.maps}>
          {maps.map((each, place) => (
            <section key={`${each.stage} ${each.scale}`} aria-label={nameOf(t, each)}>
              <h3 className={styles.heading}>{nameOf(t, each)}</h3>
              <div className={styles.channels}>
                {each.strongest.map(({ channel: index, numbers }, at) => (
                  <button
                    key={index}
                    type="button"
                    className={styles.channel}
                    aria-label={t('how.features.channel', { channel: index })}
                    aria-pressed={place === chosen.map && at === chosen.channel}
                    onClick={() => setChosen({ map: place, channel: at })}
                  >
                    <ValueMap cells={each.cells} values={numbers} />
                  </button>
                ))}
              </div>
            </section>
          ))}
        </div>
        <Enlarged map={map} channel={channel} />
      </div>
      <Formula lines={featureLines(features, map)} />
    </>
  )
}

type Shown = Pick<FeatureMap, 'stage' | 'cells' | 'channels'>
type Channel = Pick<FeatureMap['strongest'][number], 'channel' | 'strength' | 'low' | 'high'> & {
  readonly numbers: Float32Array
}

function Enlarged({ map, channel }: { readonly map: Shown; readonly channel: Channel }) {
  const { t } = useTranslation()
  const { channel: index, numbers, strength, low, high } = channel
  const name = nameOf(t, map)
  return (
    <figure className={styles.large}>
      <ValueMap cells={map.cells} values={numbers} label={t('how.features.enlarged', { map: name, channel: index })} />
      <figcaption>
        {t('how.features.caption', {
          map: name,
          channel: index,
          strength: shortNumber(strength),
          low: shortNumber(low),
          high: shortNumber(high),
        })}
      </figcaption>
    </figure>
  )
}

const nameOf = (t: TFunction, { stage, cells, channels }: Pick<FeatureMap, 'stage' | 'cells' | 'channels'>): string =>
  t(`how.features.${stage}`, { cells, channels })
