import { useTranslation } from 'react-i18next'
import { Dialog } from '../../design/Dialog.tsx'
import { focusOn } from '../focus.ts'
import { useKeyHelp } from '../perform.ts'
import { type PlainCommand, shortcuts } from '../shortcuts.ts'
import styles from './KeyHelp.module.css'

type Line = PlainCommand | 'category' | 'nudge' | 'stretch'

const groups = {
  images: ['previousImage', 'nextImage', 'nextUnlabelled', 'verify', 'copyPrevious', 'undo', 'redo', 'find', 'save'],
  boxes: [
    'draw',
    'select',
    'pan',
    'escape',
    'category',
    'nameCategory',
    'cycle',
    'cycleBack',
    'nudge',
    'stretch',
    'delete',
    'selectAll',
    'duplicate',
    'copy',
    'paste',
  ],
  view: ['zoomIn', 'zoomOut', 'fit', 'actualSize', 'hideBoxes', 'peek', 'help'],
} as const satisfies Record<string, readonly Line[]>

/** All keys of this activity, from the same table that the keyboard uses. */
export function KeyHelp() {
  const { t } = useTranslation()
  const isOpen = useKeyHelp((state) => state.isOpen)
  const keysOf = (line: Line) => (isGathered(line) ? [t(gathered[line])] : plainKeysOf(line))
  return (
    <Dialog isWide title={t('annotate.keys.title')} isOpen={isOpen} onClose={close}>
      {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
        <section key={group}>
          <h3>{t(`annotate.keys.groups.${group}`)}</h3>
          <dl className={styles.keys}>
            {groups[group].map((line) => (
              <div key={line} className={styles.line}>
                <dt>
                  {keysOf(line).map((key) => (
                    <kbd key={key} className={styles.key}>
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd>{t(`annotate.keys.${line}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}

function close(): void {
  useKeyHelp.setState({ isOpen: false })
  // The dialog gives the focus away only when it is gone.
  setTimeout(() => focusOn('canvas'))
}

/** Lines that stand for several keys. */
const gathered = {
  category: 'annotate.keys.digits',
  nudge: 'annotate.keys.arrows',
  stretch: 'annotate.keys.ctrlArrows',
} as const

const isGathered = (line: Line): line is keyof typeof gathered => line in gathered

const plainKeysOf = (line: Line) => shortcuts.find(({ command }) => command.kind === line)?.keys ?? []
