/** What is compared and how it is looked at; it outlives the page, for the way back from Annotate. */
import { create } from 'zustand'
import { showRoomTab } from '../../stores/imagesRoom.ts'

type AgreementView = {
  /** Null: the newest. */
  readonly labellingId: number | null
  /** The image of the labelling in hand; null: the first of the list. */
  readonly comparedId: number | null
  /** A box of that image that is shown large. */
  readonly boxKey: string | null
  /** From this overlap on two boxes mean the same thing. */
  readonly iou: number
  readonly isChoosing: boolean
  readonly isVoting: boolean
}

export const usualIou = 0.5

export const useAgreementView = create<AgreementView>()(() => ({
  labellingId: null,
  comparedId: null,
  boxKey: null,
  iou: usualIou,
  isChoosing: false,
  isVoting: false,
}))

export const showLabelling = (labellingId: number | null): void =>
  useAgreementView.setState({ labellingId, comparedId: null, boxKey: null })
export const showCompared = (comparedId: number | null): void => useAgreementView.setState({ comparedId, boxKey: null })
export const showBox = (boxKey: string | null): void => useAgreementView.setState({ boxKey })
export const setIou = (iou: number): void => useAgreementView.setState({ iou })

export function chooseControls(): void {
  showRoomTab('agreement')
  useAgreementView.setState({ isChoosing: true })
}
export const beginVoting = (): void => useAgreementView.setState({ isVoting: true })
export const closeVoting = (): void => useAgreementView.setState({ isVoting: false })
export const closeChoosing = (): void => useAgreementView.setState({ isChoosing: false })
