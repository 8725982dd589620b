/** What there is to say of how values are spread. */
import type { TFunction } from 'i18next'
import type { Signal } from '../../../shared/howCalls.ts'
import { shortNumber } from '../../charts/figureText.ts'

export const spreadText = (t: TFunction, { deviation, dead }: Signal): string =>
  deviation === null
    ? t('how.signals.beyond')
    : t('how.signals.spread', { deviation: shortNumber(deviation), dead: Math.round(dead * 100) })

/** A deviation as the chart has it, by its logarithm. */
export const deviationText = (logarithm: number): string => shortNumber(10 ** logarithm)
