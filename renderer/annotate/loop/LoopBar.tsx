import { Check, ChevronLeft, Trash2, X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Hint } from '../../design/Hint.tsx'
import { KeyMark } from '../../design/KeyMark.tsx'
import { Swatch } from '../../design/Swatch.tsx'
import type { CommandId } from '../../keys/commands.ts'
import { useCommands } from '../../keys/useCommands.ts'
import { useProject } from '../../stores/project.ts'
import { useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import styles from './LoopBar.module.css'
import { goBackInLoop, goOnInLoop, startFollowing, toggleLoop } from './loopCommands.ts'

/** Over the picture while the loop is on: which box is shown, and the keys for it. */
export function LoopBar() {
  const isOn = useEditor((state) => state.loop !== null && state.phase.kind === 'ready')
  return isOn ? <Bar /> : null
}

function Bar() {
  const { t } = useTranslation()
  useCommands({ 'objects.next': goOnInLoop, 'objects.back': goBackInLoop })
  useEffect(startFollowing, [])
  const isWhole = useEditor((state) => state.loop?.kind === 'whole')
  return (
    <section className={styles.bar} aria-label={t('annotate.loop.name')}>
      <Where />
      <LoopButton command="objects.back" label={t('annotate.loop.back')} onClick={goBackInLoop}>
        <ChevronLeft size={15} aria-hidden="true" />
      </LoopButton>
      {!isWhole && (
        <LoopButton
          command="annotate.delete"
          label={t('annotate.loop.delete')}
          onClick={() => perform({ kind: 'delete' })}
        >
          <Trash2 size={14} aria-hidden="true" />
        </LoopButton>
      )}
      <LoopButton
        command="objects.next"
        isMain
        label={isWhole ? t('annotate.loop.verifyHint') : t('annotate.loop.acceptHint')}
        onClick={goOnInLoop}
      >
        <Check size={15} aria-hidden="true" /> {isWhole ? t('annotate.loop.verify') : t('annotate.loop.accept')}
      </LoopButton>
      <LoopButton command="annotate.escape" label={t('annotate.loop.leave')} onClick={toggleLoop}>
        <X size={15} aria-hidden="true" />
      </LoopButton>
    </section>
  )
}

/** Which box of how many, its class, and what the digits do. */
function Where() {
  const { t } = useTranslation()
  const loop = useEditor((state) => state.loop)
  const count = useEditor((state) => state.annotations.length)
  const box = useEditor((state) =>
    loop?.kind === 'box' ? (state.annotations.find(({ id }) => id === loop.id) ?? null) : null,
  )
  const category = useProject((state) => state.categories.find(({ id }) => id === box?.categoryId))
  if (loop?.kind !== 'box') return <output className={styles.where}>{t('annotate.loop.whole')}</output>
  return (
    <output className={styles.where}>
      <span className="number">
        {loop.index + 1} / {count}
      </span>
      <Swatch color={category?.color} />
      <span className={styles.name}>{category?.name ?? t('annotate.objects.noClass')}</span>
      <span className={styles.hint}>{t('annotate.loop.digits')}</span>
    </output>
  )
}

type LoopButtonProps = {
  readonly command: CommandId
  readonly label: string
  readonly isMain?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function LoopButton({ command, label, isMain = false, onClick, children }: LoopButtonProps) {
  return (
    <Hint text={label}>
      <button type="button" className={isMain ? styles.main : styles.button} onClick={onClick}>
        {children} {!isMain && <span className="spoken">{label}</span>}
        <KeyMark command={command} />
      </button>
    </Hint>
  )
}
