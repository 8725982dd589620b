/** Which numbers a setting takes, in words. */
import type { TFunction } from 'i18next'
import type { NumberRange } from '../../shared/settingFields.ts'

export function allowedText(t: TFunction, range: NumberRange): string {
  const kind = range.isInteger ? t('train.allowed.whole') : t('train.allowed.number')
  const text = `${kind} ${rangeText(t, range)}`
  return range.mayBeEmpty ? `${text}, ${t('train.allowed.orEmpty')}` : text
}

function rangeText(t: TFunction, { low, high, step, isAboveLow }: NumberRange): string {
  const lowest = low ?? 0
  if (isAboveLow) return t('train.allowed.above', { low: lowest })
  if (high === null) return t('train.allowed.atLeast', { low: lowest })
  return step === null
    ? t('train.allowed.between', { low: lowest, high })
    : t('train.allowed.steps', { low: lowest, high, step })
}
