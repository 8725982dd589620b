/** Why the images of a list stand where they do, in a word; nothing in the order of files. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderReason } from '../../shared/assistantCalls.ts'
import { useActivity } from '../stores/activity.ts'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { call } from '../studio.ts'

/** @param shownKey the ids on the screen, joined by commas */
export function useOrderReasons(shownKey: string): (imageId: number) => string {
  const { t } = useTranslation()
  const order = useActivity((state) => state.order)
  const revision = useProject((state) => state.revision)
  const [reasons, setReasons] = useState<ReadonlyMap<number, OrderReason>>(new Map())
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the project asks again.
  useEffect(() => {
    if (order === 'file' || shownKey === '') return
    let isWanted = true
    call('assistant.reasons', { imageIds: shownKey.split(',').map(Number).slice(0, 500) })
      .then((found) => isWanted && setReasons(new Map(found.map((reason) => [reason.imageId, reason]))))
      .catch(fail)
    return () => {
      isWanted = false
    }
  }, [order, shownKey, revision])
  return (imageId) => {
    const reason = reasons.get(imageId)
    if (order === 'file' || !reason) return ''
    if (order === 'different') {
      const { difference } = reason
      return difference === null ? '' : t('assistant.order.difference', { percent: Math.round(difference * 100) })
    }
    const { unsure } = reason
    if (!unsure) return ''
    const values = { name: unsure.name, percent: Math.round(unsure.score * 100), rival: unsure.rival ?? '' }
    return t(unsure.rival === null ? 'assistant.order.unsureOrNothing' : 'assistant.order.unsureOr', values)
  }
}
