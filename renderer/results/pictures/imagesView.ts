/** What the page of images shows: which image, in which order the list is, and what is drawn over the picture. */
import { create } from 'zustand'
import { lookAnew } from './inside/insideView.ts'

export const imageOrders = ['f1', 'missed', 'falseAlarms', 'name'] as const
export type ImageOrder = (typeof imageOrders)[number]

export const layers = ['outcome', 'heat', 'cells', 'learned', 'raw', 'suppression'] as const
export type Layer = (typeof layers)[number]

export const switches = ['labels', 'detections', 'found', 'names'] as const
export type Switch = (typeof switches)[number]

type ImagesView = {
  /** Project and evaluation that image and box belong to. */
  readonly subject: string | null
  readonly imageId: number | null
  readonly order: ImageOrder
  readonly layer: Layer
  readonly isOn: Readonly<Record<Switch, boolean>>
  /** Key of the box that is looked at. */
  readonly chosenKey: string | null
}

export const useImagesView = create<ImagesView>()(() => ({
  subject: null,
  imageId: null,
  order: 'f1',
  layer: 'outcome',
  isOn: { labels: true, detections: true, found: true, names: true },
  chosenKey: null,
}))

/** Another evaluation begins with its own worst image. */
export function beginImages(subject: string): void {
  if (useImagesView.getState().subject !== subject) {
    useImagesView.setState({ subject, imageId: null, chosenKey: null })
  }
}

export function showPicture(imageId: number): void {
  lookAnew()
  useImagesView.setState({ imageId, chosenKey: null })
}
export const orderBy = (order: ImageOrder): void => useImagesView.setState({ order })
export const showLayer = (layer: Layer): void => useImagesView.setState({ layer, chosenKey: null })
export const chooseBox = (chosenKey: string | null): void => useImagesView.setState({ chosenKey })
export const toggle = (name: Switch): void =>
  useImagesView.setState(({ isOn }) => ({ isOn: { ...isOn, [name]: !isOn[name] } }))
