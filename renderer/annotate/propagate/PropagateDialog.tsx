import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { Checkbox, Field, Select, TextInput } from '../../design/Field.tsx'
import { fail } from '../../stores/messages.ts'
import { useEditor } from '../editor.ts'
import { focusOn } from '../focus.ts'
import { useImageList } from '../imageList.ts'
import styles from './Propagate.module.css'
import { PropagatePreview } from './PropagatePreview.tsx'
import {
  mostImages,
  type PropagationResult,
  type PropagationWish,
  propagate,
  targetsOf,
  tryPropagation,
  usePropagation,
  usualIou,
} from './propagation.ts'

/** Asks how far boxes are copied, and shows what that would do before it is done. */
export function PropagateDialog() {
  const { t } = useTranslation()
  const { isOpen, ...wish } = usePropagation()
  const { result, isPending } = useTrial(wish, isOpen)
  const boxes = result?.boxes ?? 0
  const apply = () => {
    close()
    propagate(wish).catch(fail)
  }
  const actions = (
    <>
      <Button onClick={close}>{t('common.cancel')}</Button>
      <Button look="primary" disabled={boxes === 0 || isPending} onClick={apply}>
        {t('annotate.propagate.apply', { count: boxes })}
      </Button>
    </>
  )
  return (
    <Dialog isWide title={t('annotate.propagate.title')} isOpen={isOpen} onClose={close} actions={actions}>
      <Where wish={wish} />
      <Rules wish={wish} />
      <p className={styles.summary} role="status">
        {result ? summaryOf(t, result) : !isPending && t('annotate.propagate.nowhere')}
      </p>
      {result && <PropagatePreview result={result} />}
    </Dialog>
  )
}

function close(): void {
  usePropagation.setState({ isOpen: false })
  // The dialog gives the focus away only when it is gone.
  setTimeout(() => focusOn('canvas'))
}

const set = (wish: Partial<PropagationWish>) => usePropagation.setState(wish)

function Where({ wish }: { readonly wish: PropagationWish }) {
  const { t } = useTranslation()
  const selected = useEditor((state) => state.selectedIds.length)
  const all = useEditor((state) => state.annotations.length)
  const available = useAvailable(wish)
  return (
    <div className={styles.where}>
      <Field label={t('annotate.propagate.boxes')}>
        {(id) => (
          <Select
            id={id}
            value={wish.isOnlySelection ? 'selected' : 'all'}
            choices={[
              { value: 'all', label: t('annotate.propagate.allBoxes', { count: all }) },
              ...(selected > 0
                ? [{ value: 'selected' as const, label: t('annotate.propagate.selectedBoxes', { count: selected }) }]
                : []),
            ]}
            onChoose={(value) => set({ isOnlySelection: value === 'selected' })}
          />
        )}
      </Field>
      <Field label={t('annotate.propagate.direction')}>
        {(id) => (
          <Select
            id={id}
            value={wish.direction}
            choices={(['next', 'previous'] as const).map((value) => ({
              value,
              label: t(`annotate.propagate.directions.${value}`),
            }))}
            onChoose={(direction) => set({ direction })}
          />
        )}
      </Field>
      <Field label={t('annotate.propagate.images', { count: available })}>
        {(id) => (
          <TextInput
            id={id}
            type="number"
            min={1}
            max={mostImages}
            value={wish.count}
            onChange={(event) =>
              set({ count: Math.min(mostImages, Math.max(1, Math.round(Number(event.target.value)))) })
            }
          />
        )}
      </Field>
    </div>
  )
}

/** How many images there are in that direction. */
function useAvailable({ direction }: PropagationWish): number {
  const ids = useImageList((state) => state.ids)
  const imageId = useEditor((state) => state.image?.id ?? null)
  return imageId === null ? 0 : targetsOf(ids, imageId, direction, ids.length).length
}

function Rules({ wish }: { readonly wish: PropagationWish }) {
  const { t } = useTranslation()
  const { presentIou, skipReviewed } = wish
  return (
    <div className={styles.rules}>
      <div className={styles.rule}>
        <Checkbox
          label={t('annotate.propagate.skipPresent')}
          isChecked={presentIou !== null}
          onChange={(isOn) => set({ presentIou: isOn ? usualIou : null })}
        />
        <input
          type="range"
          aria-label={t('annotate.propagate.overlap')}
          min={0.05}
          max={1}
          step={0.05}
          disabled={presentIou === null}
          value={presentIou ?? usualIou}
          onChange={(event) => set({ presentIou: Number(event.target.value) })}
        />
        <span className="number">{presentIou === null ? '' : `${Math.round(presentIou * 100)} %`}</span>
      </div>
      <Checkbox
        label={t('annotate.propagate.skipReviewed')}
        isChecked={skipReviewed}
        onChange={(isOn) => set({ skipReviewed: isOn })}
      />
    </div>
  )
}

function summaryOf(t: TFunction, result: PropagationResult): string {
  const { boxes, images, present, outside, reviewed } = result
  return [
    t('annotate.propagate.will', { count: boxes, images }),
    present > 0 && t('annotate.propagate.present', { count: present }),
    outside > 0 && t('annotate.propagate.outside', { count: outside }),
    reviewed > 0 && t('annotate.propagate.reviewed', { count: reviewed }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** So long a pause in typing or sliding asks anew. */
const pauseMs = 120

/** What the wish would do, asked again whenever it changes; an answer to a former wish does not count. */
function useTrial(wish: PropagationWish, isOpen: boolean) {
  const [trial, setTrial] = useState<{ key: string; result: PropagationResult | null } | null>(null)
  const key = isOpen ? JSON.stringify(wish) : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the wish, by its content.
  useEffect(() => {
    if (key === '') return setTrial(null)
    let isCurrent = true
    const ask = async () => {
      const result = await tryPropagation(wish)
      if (isCurrent) setTrial({ key, result })
    }
    const timer = setTimeout(() => ask().catch(fail), pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [key])
  return { result: trial?.result ?? null, isPending: trial?.key !== key }
}
