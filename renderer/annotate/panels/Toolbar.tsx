import {
  ChevronLeft,
  ChevronRight,
  CopyPlus,
  Eye,
  EyeOff,
  Hand,
  type LucideIcon,
  Maximize,
  MousePointer2,
  PanelLeft,
  PanelRight,
  Redo2,
  SquareDashedMousePointer,
  Undo2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../design/Button.tsx'
import { Hint } from '../../design/Hint.tsx'
import type { PlainCommand } from '../command.ts'
import { useEditor } from '../editor.ts'
import { useHistory } from '../history.ts'
import { perform } from '../perform.ts'
import { type ToolName, toolNames } from '../tools/toolbox.ts'
import { ViewButton } from '../viewing/ViewButton.tsx'
import { ImagePosition } from './ImagePosition.tsx'
import { NextCategory } from './NextCategory.tsx'
import { type PanelSide, usePanelSizes } from './panelSizes.ts'
import styles from './Toolbar.module.css'

/** The tools and views of the picture, each with its key in the tooltip. */
export function Toolbar() {
  const { t } = useTranslation()
  const areBoxesHidden = useEditor((state) => state.areBoxesHidden)
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('annotate.toolbar.name')}>
      <PanelButton side="left" />
      <Tools />
      <NextCategory />
      <span className={styles.divider} />
      <Zoom />
      <ViewButton />
      <CommandButton
        command="hideBoxes"
        label={areBoxesHidden ? t('annotate.toolbar.showBoxes') : t('annotate.toolbar.hideBoxes')}
      >
        {areBoxesHidden ? <EyeOff size={16} /> : <Eye size={16} />}
      </CommandButton>
      <span className={styles.divider} />
      <UndoRedo />
      <CommandButton command="copyPrevious" label={t('annotate.toolbar.copyPrevious')}>
        <CopyPlus size={16} />
      </CommandButton>
      <span className={styles.end}>
        <CommandButton command="previousImage" label={t('annotate.toolbar.previousImage')}>
          <ChevronLeft size={16} />
        </CommandButton>
        <ImagePosition />
        <CommandButton command="nextImage" label={t('annotate.toolbar.nextImage')}>
          <ChevronRight size={16} />
        </CommandButton>
        <PanelButton side="right" />
      </span>
    </div>
  )
}

const panelIcons = { left: PanelLeft, right: PanelRight } as const
const panelCommands = { left: 'imagePanel', right: 'objectPanel' } as const

/** Hides a panel, or brings it back. */
function PanelButton({ side }: { readonly side: PanelSide }) {
  const { t } = useTranslation()
  const isHidden = usePanelSizes((state) => (side === 'left' ? state.isLeftHidden : state.isRightHidden))
  const Icon = panelIcons[side]
  const command = panelCommands[side]
  return (
    <IconButton
      label={t(`annotate.panels.${side}Shown`)}
      command={`annotate.${command}`}
      isPressed={!isHidden}
      onClick={() => perform({ kind: command })}
    >
      <Icon size={16} />
    </IconButton>
  )
}

type CommandButtonProps = {
  readonly command: PlainCommand
  readonly label: string
  readonly isDisabled?: boolean
  readonly children: ReactNode
}

function CommandButton({ command, label, isDisabled = false, children }: CommandButtonProps) {
  return (
    <IconButton
      label={label}
      command={`annotate.${command}`}
      disabled={isDisabled}
      onClick={() => perform({ kind: command })}
    >
      {children}
    </IconButton>
  )
}

const toolIcons: Readonly<Record<ToolName, LucideIcon>> = {
  select: MousePointer2,
  draw: SquareDashedMousePointer,
  pan: Hand,
}

function Tools() {
  const { t } = useTranslation()
  const chosen = useEditor((state) => state.toolbox.chosen)
  return (
    <span className={styles.group}>
      {toolNames.map((tool) => {
        const Icon = toolIcons[tool]
        return (
          <IconButton
            key={tool}
            label={t(`annotate.tools.${tool}`)}
            command={`annotate.${tool}`}
            isPressed={tool === chosen}
            onClick={() => perform({ kind: tool })}
          >
            <Icon size={16} />
          </IconButton>
        )
      })}
    </span>
  )
}

function Zoom() {
  const { t } = useTranslation()
  const percent = useEditor(({ phase, view }) => (phase.kind === 'ready' ? Math.round(view.scale * 100) : null))
  return (
    <span className={styles.group}>
      <Hint text={t('keys.commands.annotate.actualSize')} command="annotate.actualSize">
        <Button
          look="quiet"
          className={styles.zoom}
          disabled={percent === null}
          aria-label={t('annotate.toolbar.actualSize', { percent: percent ?? '–' })}
          onClick={() => perform({ kind: 'actualSize' })}
        >
          <span className="number">{percent ?? '–'} %</span>
        </Button>
      </Hint>
      <CommandButton command="fit" label={t('annotate.toolbar.fit')}>
        <Maximize size={16} />
      </CommandButton>
    </span>
  )
}

/** Their tooltips name the step that they would turn. */
function UndoRedo() {
  const { t } = useTranslation()
  const { undo, redo } = useHistory()
  const what = (kind: NonNullable<typeof undo>) => t(`annotate.history.kinds.${kind}`)
  return (
    <span className={styles.group}>
      <CommandButton
        command="undo"
        label={undo ? t('annotate.toolbar.undoWhat', { what: what(undo) }) : t('annotate.toolbar.undo')}
        isDisabled={!undo}
      >
        <Undo2 size={16} />
      </CommandButton>
      <CommandButton
        command="redo"
        label={redo ? t('annotate.toolbar.redoWhat', { what: what(redo) }) : t('annotate.toolbar.redo')}
        isDisabled={!redo}
      >
        <Redo2 size={16} />
      </CommandButton>
    </span>
  )
}
