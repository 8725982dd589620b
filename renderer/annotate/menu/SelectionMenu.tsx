import { useTranslation } from 'react-i18next'
import type { Annotation, Occlusion } from '../../../shared/model.ts'
import { Swatch } from '../../design/Swatch.tsx'
import { useProject } from '../../stores/project.ts'
import { change } from '../act.ts'
import { takeCategory } from '../categories.ts'
import { changeDetails } from '../details.ts'
import { useEditor } from '../editor.ts'
import { occlusionLevels, truncationChoices } from '../panels/detailChoices.ts'
import { selectedProposals } from '../proposals/shownProposals.ts'
import { useSelected } from '../useSelected.ts'
import { CheckItem, CommandItem, chosenMark, Item, Line, Submenu } from './MenuParts.tsx'

/** What can be done to the selected boxes. */
export function SelectionMenu() {
  const { t } = useTranslation()
  const selected = useSelected()
  return (
    <>
      <Proposed />
      <Categories selected={selected} />
      <CheckItem command="difficult" isOn={sharedBy(selected, 'difficult')} />
      <CheckItem command="ignore" isOn={sharedBy(selected, 'ignore')} />
      <Truncation selected={selected} />
      <Occlusions selected={selected} />
      <CommandItem command="boxNote" />
      <Line />
      <CommandItem command="cut" />
      <CommandItem command="copy" />
      <CommandItem command="paste" />
      <CommandItem command="duplicate" />
      <CommandItem command="propagate" />
      <CommandItem command="delete" />
      <Line />
      <CheckItem command="lock" isOn={sharedBy(selected, 'locked')} />
      <CommandItem command="hideSelected" />
      <Submenu label={t('annotate.menu.order')}>
        <CommandItem command="bringToFront" />
        <CommandItem command="bringForward" />
        <CommandItem command="sendBackward" />
        <CommandItem command="sendToBack" />
      </Submenu>
    </>
  )
}

/** Only where a proposal of a model is among what is selected. */
function Proposed() {
  const count = useEditor((state) => selectedProposals(state).length)
  if (count === 0) return null
  return (
    <>
      <CommandItem command="acceptProposal" />
      <CommandItem command="rejectProposal" />
      <Line />
    </>
  )
}

type OfSelected = { readonly selected: readonly Annotation[] }

/** Null: some have it, some have not. */
function sharedBy(selected: readonly Annotation[], key: 'difficult' | 'ignore' | 'locked'): boolean | null {
  const count = selected.filter((annotation) => annotation[key]).length
  return count === selected.length ? true : count === 0 ? false : null
}

function Categories({ selected }: OfSelected) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  return (
    <Submenu label={t('annotate.menu.class')} isDisabled={categories.length === 0}>
      {categories.map(({ id, name, color, hotkey }) => (
        <Item
          key={id}
          label={name}
          shortcut={hotkey ?? ''}
          mark={selected.every(({ categoryId }) => categoryId === id) ? chosenMark(true) : <Swatch color={color} />}
          onChoose={() => void takeCategory(id)}
        />
      ))}
    </Submenu>
  )
}

function Truncation({ selected }: OfSelected) {
  const { t } = useTranslation()
  const set = (truncated: number | null) => () => change((editor) => changeDetails(editor, { truncated }))
  return (
    <Submenu label={t('annotate.objects.truncated')}>
      {[null, ...truncationChoices].map((part) => (
        <Item
          key={part}
          label={part === null ? t('annotate.objects.notStated') : `${Math.round(part * 100)} %`}
          mark={chosenMark(selected.every(({ truncated }) => truncated === part))}
          onChoose={set(part)}
        />
      ))}
    </Submenu>
  )
}

function Occlusions({ selected }: OfSelected) {
  const { t } = useTranslation()
  const set = (occluded: Occlusion | null) => () => change((editor) => changeDetails(editor, { occluded }))
  return (
    <Submenu label={t('annotate.objects.occluded')}>
      {[null, ...occlusionLevels].map((level) => (
        <Item
          key={level}
          label={level === null ? t('annotate.objects.notStated') : t(`annotate.objects.occlusion.${level}`)}
          mark={chosenMark(selected.every(({ occluded }) => occluded === level))}
          onChoose={set(level)}
        />
      ))}
    </Submenu>
  )
}
