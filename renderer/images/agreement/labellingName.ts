import { useTranslation } from 'react-i18next'
import type { Labelling } from '../../../shared/labellingCalls.ts'

/** Control images are known by when they were chosen, other labellings by the name they were given. */
export function useLabellingName(): (labelling: Labelling) => string {
  const { t, i18n } = useTranslation()
  return ({ kind, name, createdAt }) => {
    if (kind === 'second') return name
    const date = new Date(createdAt).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
    return t('agreement.controlName', { date })
  }
}
