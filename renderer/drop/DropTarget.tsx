import { FolderInput } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { pathOfFile } from '../studio.ts'
import styles from './DropTarget.module.css'
import { receiveDrop } from './receiveDrop.ts'
import { useOpenedPaths } from './useOpenedPaths.ts'

const linesAtStart = ['newProject', 'openProject'] as const
const linesInProject = ['addFolders', 'openProject', 'importLabels'] as const

/** The whole window takes files and folders; while they hover over it, it says what will become of them. */
export function DropTarget() {
  const { t } = useTranslation()
  const name = useProject((state) => state.project?.name ?? null)
  useOpenedPaths()
  const isOver = useFileDrop((paths) => void receiveDrop(t, paths).catch(fail))
  if (!isOver) return null
  const lines = name === null ? linesAtStart : linesInProject
  return (
    <div className={styles.overlay} role="status">
      <div className={styles.card}>
        <FolderInput size={32} aria-hidden="true" />
        <strong>{name === null ? t('drop.titleStart') : t('drop.title', { name })}</strong>
        <ul>
          {lines.map((line) => (
            <li key={line}>{t(`drop.${line}`)}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** @returns whether files are held over the window */
function useFileDrop(onFiles: (paths: readonly string[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => hasFiles(event) && setIsOver(!isDialogOpen())
    // Only who leaves the window goes nowhere; entering and leaving cannot be counted, because what is removed is never left.
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false)
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      event.dataTransfer!.dropEffect = 'copy'
    }
    const drop = (event: DragEvent) => {
      setIsOver(false)
      // A place within the window with a use of its own for files has taken them.
      if (event.defaultPrevented || !hasFiles(event)) return
      event.preventDefault()
      if (isDialogOpen()) return
      latest.current([...event.dataTransfer!.files].map(pathOfFile).filter((path) => path !== ''))
    }
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop } as const
    for (const [kind, listener] of Object.entries(listeners)) window.addEventListener(kind as 'drop', listener)
    return () => {
      for (const [kind, listener] of Object.entries(listeners)) window.removeEventListener(kind as 'drop', listener)
    }
  }, [])
  return isOver
}

/** A dialog is finished first; some have a place for files of their own. */
const isDialogOpen = (): boolean => document.querySelector('[role="dialog"]') !== null
