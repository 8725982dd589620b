/** Decisions about labellings: each is one step of undo, told in words. */
import i18next from 'i18next'
import type { CallRequest } from '../../../shared/api.ts'
import type { LabellingVerdict } from '../../../shared/labellingCalls.ts'
import { fail, note } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import { showLabelling } from './agreementView.ts'

/** @returns whether it was done */
export function decide(comparedIds: readonly number[], verdict: LabellingVerdict): Promise<boolean> {
  return done(async () => {
    const { images } = await call('labellings.decide', { comparedIds: [...comparedIds], verdict })
    return i18next.t(`agreement.decided.${verdict}`, { count: images })
  })
}

export function endControl(id: number): Promise<boolean> {
  return done(async () => i18next.t('agreement.ended', { count: (await call('control.end', { id })).images }))
}

export function forget(id: number): Promise<boolean> {
  return done(async () => {
    await call('labellings.remove', { id })
    return i18next.t('agreement.forgotten')
  })
}

export function hideControls(filter: string, share: number): Promise<boolean> {
  return done(async () => {
    const { labellingId, images } = await call('control.choose', { filter, share })
    showLabelling(labellingId!)
    return i18next.t('agreement.hidden', { count: images })
  })
}

export function takeMajority(iou: number): Promise<boolean> {
  return done(async () => {
    const { added, relabelled, removed } = await call('labellings.majority', { iou })
    return i18next.t('agreement.majority.taken', { count: added + relabelled + removed })
  })
}

export type BoxOfBoth = CallRequest<'labellings.takeBox'>

export function takeBox(request: BoxOfBoth): Promise<boolean> {
  return done(async () => {
    await call('labellings.takeBox', request)
    return i18next.t('agreement.boxTaken')
  })
}

async function done(work: () => Promise<string>): Promise<boolean> {
  try {
    note(await work())
    return true
  } catch (error) {
    fail(error)
    return false
  }
}
