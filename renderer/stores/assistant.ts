/** The assistant: its dialog, and how it was last asked, so that one key asks it again. */
import i18next from 'i18next'
import { create } from 'zustand'
import type { AssistantModel, ProposeReport } from '../../shared/assistantCalls.ts'
import type { ClassTarget } from '../../shared/exchange/classMapping.ts'
import { call, on } from '../studio.ts'
import { finishJob } from './jobs.ts'
import { fail, note } from './messages.ts'

export type AssistantScope = 'picture' | 'selected' | 'folder' | 'filter' | 'unlabelled'

export type AssistantWhere = { readonly filter: string } | { readonly imageIds: number[] }

type Assistant = {
  readonly isOpen: boolean
  /** True while the dialog about many proposals is open. */
  readonly isDeciding: boolean
  readonly scope: AssistantScope
  /** Images that were chosen in the grid when the dialog was opened. */
  readonly selectedIds: readonly number[]
  /** Undefined: the newest run, or without any the detector that Boxwright brings. */
  readonly runId: number | null | undefined
  readonly confidence: number
  readonly presentIou: number
  /** By model and class, where it is not the usual one. */
  readonly classes: Readonly<Record<string, Readonly<Record<string, ClassTarget>>>>
}

const first: Assistant = {
  isOpen: false,
  isDeciding: false,
  scope: 'unlabelled',
  selectedIds: [],
  runId: undefined,
  confidence: 0.3,
  presentIou: 0.5,
  classes: {},
}

export const useAssistant = create<Assistant>()(() => first)

/** Another project has other runs and classes. @returns a function that ends it */
export const startAssistant = (): (() => void) => on('project.opened', () => useAssistant.setState(first))

export function openAssistant(scope: AssistantScope, selectedIds: readonly number[] = []): void {
  useAssistant.setState({ isOpen: true, scope, selectedIds })
}

export const openDeciding = (): void => useAssistant.setState({ isDeciding: true })
export const closeDeciding = (): void => useAssistant.setState({ isDeciding: false })

export const closeAssistant = (): void => useAssistant.setState({ isOpen: false })

export function chosenModel(models: readonly AssistantModel[], { runId }: Pick<Assistant, 'runId'>): AssistantModel {
  const usual = models[1] ?? models[0]!
  return runId === undefined ? usual : (models.find((model) => model.runId === runId) ?? usual)
}

/** Has the model propose, as it was last asked to, and tells what came of it. */
export async function propose(where: AssistantWhere): Promise<void> {
  try {
    const assistant = useAssistant.getState()
    const model = chosenModel(await call('assistant.models', {}), assistant)
    const { confidence, presentIou } = assistant
    const classes = { ...assistant.classes[model.name] }
    const started = await call('proposals.start', { ...where, runId: model.runId, confidence, presentIou, classes })
    tell((await finishJob(started.jobId)) as ProposeReport)
  } catch (error) {
    fail(error)
  }
}

function tell({ proposals, imagesWithProposals, images, present, unreadable }: ProposeReport): void {
  const found =
    proposals > 0
      ? i18next.t('assistant.found', { count: proposals, images: imagesWithProposals })
      : i18next.t('assistant.foundNothing', { count: images })
  const known = present > 0 ? i18next.t('assistant.foundPresent', { count: present }) : ''
  const unread = unreadable.length > 0 ? i18next.t('assistant.foundUnread', { count: unreadable.length }) : ''
  note([found, known, unread].filter((text) => text !== '').join(' '))
}
