import { Check, ChevronRight, Minus } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { useKey } from '../../keys/useKey.ts'
import { canPerform } from '../availability.ts'
import type { PlainCommand } from '../command.ts'
import { useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import styles from './CanvasMenu.module.css'

/** Commands that the menus hold, under shorter names than in the list of keys. */
type MenuCommand = Extract<
  PlainCommand,
  | 'paste'
  | 'copyPrevious'
  | 'selectAll'
  | 'hideBoxes'
  | 'showBoxes'
  | 'boxNote'
  | 'imageNote'
  | 'cut'
  | 'copy'
  | 'duplicate'
  | 'propagate'
  | 'delete'
  | 'hideSelected'
  | 'bringToFront'
  | 'bringForward'
  | 'sendBackward'
  | 'sendToBack'
  | 'difficult'
  | 'ignore'
  | 'lock'
  | 'acceptProposal'
  | 'rejectProposal'
>

/** Takes what an item does; it is done once the menu is gone, so that the focus can go where it belongs. */
export const ChooseContext = createContext<(action: () => void) => void>((action) => action())

type ItemProps = {
  readonly label: string
  readonly onChoose: () => void
  /** The key that does the same; may be empty. */
  readonly shortcut?: string
  readonly mark?: ReactNode
  readonly isDisabled?: boolean
}

export function Item({ label, onChoose, shortcut = '', mark, isDisabled = false }: ItemProps) {
  const choose = useContext(ChooseContext)
  return (
    <DropdownMenu.Item className={styles.item} disabled={isDisabled} onSelect={() => choose(onChoose)}>
      <span className={styles.mark}>{mark}</span>
      <span className={styles.label}>{label}</span>
      {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
    </DropdownMenu.Item>
  )
}

/** A command by its name: label, key and whether it means something now are those of the command. */
export function CommandItem({ command }: { readonly command: MenuCommand }) {
  const { t } = useTranslation()
  const shortcut = useKey(`annotate.${command}`)
  const isDisabled = useEditor((state) => !canPerform(state, command))
  return (
    <Item
      label={t(`annotate.menu.items.${command}`)}
      shortcut={shortcut}
      isDisabled={isDisabled}
      onChoose={() => perform({ kind: command })}
    />
  )
}

/** A command that turns something on and off. `isOn` null: it is so for some of the selected boxes. */
export function CheckItem({ command, isOn }: { readonly command: MenuCommand; readonly isOn: boolean | null }) {
  const { t } = useTranslation()
  const choose = useContext(ChooseContext)
  const shortcut = useKey(`annotate.${command}`)
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      checked={isOn ?? 'indeterminate'}
      onSelect={() => choose(() => perform({ kind: command }))}
    >
      <span className={styles.mark}>{isOn === null ? <Minus size={14} /> : isOn && <Check size={14} />}</span>
      <span className={styles.label}>{t(`annotate.menu.items.${command}`)}</span>
      <kbd className={styles.key}>{shortcut}</kbd>
    </DropdownMenu.CheckboxItem>
  )
}

type SubmenuProps = { readonly label: string; readonly isDisabled?: boolean; readonly children: ReactNode }

export function Submenu({ label, isDisabled = false, children }: SubmenuProps) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={styles.item} disabled={isDisabled}>
        <span className={styles.mark} />
        <span className={styles.label}>{label}</span>
        <ChevronRight size={14} />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={styles.menu} collisionPadding={8}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}

export const Line = () => <DropdownMenu.Separator className={styles.line} />
/** Marks the one of several that is in force. */
export const chosenMark = (isChosen: boolean): ReactNode => isChosen && <Check size={14} />
