import { DropdownMenu } from 'radix-ui'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fail } from '../../stores/messages.ts'
import { change } from '../act.ts'
import { reshapeAll } from '../commands.ts'
import { copyTo } from '../copies.ts'
import { type CanvasMenu as Menu, useEditor } from '../editor.ts'
import { focusOn } from '../focus.ts'
import { ensureIds, nextId } from '../idPool.ts'
import styles from './CanvasMenu.module.css'
import { GroundMenu } from './GroundMenu.tsx'
import { ChooseContext, Item, Line } from './MenuParts.tsx'
import { SelectionMenu } from './SelectionMenu.tsx'

/** What the right button, or its key, asks: what to do with the boxes there, or with those that it carried. */
export function CanvasMenu() {
  const { t } = useTranslation()
  const menu = useEditor((state) => state.menu)
  const hasSelection = useEditor((state) => state.selectedIds.length > 0)
  const chosen = useRef<(() => void) | null>(null)
  if (!menu) return null
  return (
    <DropdownMenu.Root open onOpenChange={(isOpen) => !isOpen && useEditor.setState({ menu: null })}>
      <DropdownMenu.Trigger asChild>
        <span className={styles.anchor} style={{ left: menu.at.x, top: menu.at.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          side="right"
          align="start"
          collisionPadding={8}
          aria-label={t('annotate.menu.name')}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            focusOn('canvas')
            chosen.current?.()
          }}
        >
          <ChooseContext.Provider
            value={(action) => {
              chosen.current = action
            }}
          >
            <MenuContent menu={menu} hasSelection={hasSelection} />
          </ChooseContext.Provider>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function MenuContent({ menu, hasSelection }: { readonly menu: Menu; readonly hasSelection: boolean }) {
  if (menu.ghost.length > 0) return <DropMenu menu={menu} />
  return hasSelection ? <SelectionMenu /> : <GroundMenu />
}

/** The boxes were carried somewhere. */
function DropMenu({ menu: { ghost } }: { readonly menu: Menu }) {
  const { t } = useTranslation()
  return (
    <>
      <Item label={t('annotate.menu.copyHere')} onChoose={() => copyHere(ghost)} />
      <Item
        label={t('annotate.menu.moveHere')}
        onChoose={() => change((editor) => reshapeAll(editor, ghost, nextId))}
      />
      <Line />
      <Item label={t('annotate.menu.leave')} shortcut="Esc" onChoose={() => {}} />
    </>
  )
}

function copyHere(ghost: Menu['ghost']): void {
  ensureIds(ghost.length)
    .then(() => change((editor) => copyTo(editor, ghost, nextId)))
    .catch(fail)
}
