import { Popover } from 'radix-ui'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Annotation } from '../../../shared/model.ts'
import { boxToScreen } from '../../canvas/viewport.ts'
import { TextInput } from '../../design/Field.tsx'
import { Swatch } from '../../design/Swatch.tsx'
import { type CountedCategory, useProject } from '../../stores/project.ts'
import { useEditor } from '../editor.ts'
import { focusOn } from '../focus.ts'
import styles from './ClassPicker.module.css'
import { labelBox, labelBoxNamed, useAsking } from './classPicker.ts'
import { categoryOfDigit, type PickerChoice, pickerChoices } from './pickerChoices.ts'

/** Beside a box that was just drawn: its class, to be changed or left. Drawing on closes it. */
export function ClassPicker() {
  const { t } = useTranslation()
  const [asked, setAsked] = useAskedBox()
  // While nothing is asked, a movement of the picture is none of its business.
  const view = useEditor((state) => (asked ? state.view : null))
  if (!asked || !view) return null
  const { x1, y2 } = boxToScreen(view, asked)
  const close = () => setAsked(null)
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Popover.Anchor asChild>
        <span className={styles.anchor} style={{ left: x1, top: y2 }} />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className={styles.picker}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('annotate.picker.title')}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            focusOn('canvas')
          }}
        >
          <Picker key={asked.id} box={asked} onClose={close} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** The box drawn last, as long as its class is asked for. */
function useAskedBox() {
  const isOn = useAsking((state) => state.isOn)
  const [askedId, setAskedId] = useState<number | null>(null)
  useEffect(
    () =>
      useEditor.subscribe((editor, before) => {
        const isDrawn = editor.lastDrawnId !== null && editor.lastDrawnId !== before.lastDrawnId
        if (isOn && isDrawn && editor.toolbox.chosen === 'draw') setAskedId(editor.lastDrawnId)
        // The next box, another tool or another image is an answer as well.
        else if (editor.toolbox.draw.kind !== 'idle' || editor.toolbox.chosen !== 'draw') setAskedId(null)
      }),
    [isOn],
  )
  const box = useEditor((state) => state.annotations.find(({ id }) => id === askedId) ?? null)
  return [box, setAskedId] as const
}

type PickerProps = { readonly box: Annotation; readonly onClose: () => void }
type Choice = PickerChoice<CountedCategory>

function Picker({ box, onClose }: PickerProps) {
  const { t } = useTranslation()
  const listId = useId()
  const categories = useProject((state) => state.categories)
  const [typed, setTyped] = useState('')
  const choices = pickerChoices(categories, typed)
  // The class in hand is chosen at first, so that Enter leaves it.
  const present = choices.findIndex((choice) => choice.kind === 'category' && choice.category.id === box.categoryId)
  const [moved, setMoved] = useState<number | null>(null)
  const current = Math.min(moved ?? (typed === '' ? Math.max(0, present) : 0), choices.length - 1)

  function take(choice: Choice | undefined): void {
    if (choice?.kind === 'category') labelBox(box.id, choice.category.id)
    if (choice?.kind === 'new') void labelBoxNamed(box.id, choice.name)
    onClose()
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const digit = categoryOfDigit(categories, typed, event.key)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!digit && !step && event.key !== 'Enter') return
    event.preventDefault()
    if (step) setMoved((current + step + choices.length) % choices.length)
    else take(digit ? { kind: 'category', category: digit } : choices[current])
  }

  return (
    <>
      <TextInput
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={`${listId}-${current}`}
        aria-label={t('annotate.picker.title')}
        placeholder={t('annotate.picker.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setMoved(null)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" className={styles.list} aria-label={t('annotate.classes.name')}>
        {choices.map((choice, index) => (
          <Option
            key={choice.kind === 'new' ? 'new' : choice.category.id}
            id={`${listId}-${index}`}
            choice={choice}
            isCurrent={index === current}
            onTake={() => take(choice)}
          />
        ))}
      </div>
    </>
  )
}

type OptionProps = {
  readonly id: string
  readonly choice: Choice
  readonly isCurrent: boolean
  readonly onTake: () => void
}

function Option({ id, choice, isCurrent, onTake }: OptionProps) {
  const { t } = useTranslation()
  const scroll = (element: HTMLElement | null) => {
    if (isCurrent) element?.scrollIntoView({ block: 'nearest' })
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the keys and the focus.
    <div id={id} ref={scroll} role="option" className={styles.option} aria-selected={isCurrent} onClick={onTake}>
      {choice.kind === 'category' ? (
        <>
          <kbd className={styles.digit}>{choice.category.hotkey}</kbd>
          <Swatch color={choice.category.color} />
          <span className={styles.name}>{choice.category.name}</span>
        </>
      ) : (
        <span className={styles.name}>{t('annotate.picker.make', { name: choice.name })}</span>
      )}
    </div>
  )
}
