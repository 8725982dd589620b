import { FileInput, FolderInput } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { fail } from '../../stores/messages.ts'
import { call, pathOfFile } from '../../studio.ts'
import styles from './Exchange.module.css'

const labelExtensions = ['zip', 'json', 'xml', 'txt', 'yaml', 'yml', 'data', 'csv', 'ndjson', '*']

type DropZoneProps = {
  readonly onPath: (path: string) => void
  /** What else is in the zone, such as the path as text. */
  readonly children: ReactNode
}

/** A place to drop a folder, a zip or a file, with buttons that choose one. */
export function DropZone({ onPath, children }: DropZoneProps) {
  const { t } = useTranslation()
  const [isOver, setIsOver] = useState(false)
  const take = (path: string | null) => path && onPath(path)
  const over = (event: DragEvent, isInside: boolean) => {
    event.preventDefault()
    setIsOver(isInside)
  }
  const drop = (event: DragEvent) => {
    over(event, false)
    const [file] = event.dataTransfer.files
    if (file) take(pathOfFile(file))
  }
  const chooseFolder = () =>
    call('desktop.chooseFolder', { title: t('exchange.chooseLabels') })
      .then(take)
      .catch(fail)
  const chooseFile = () =>
    call('desktop.chooseFile', {
      title: t('exchange.chooseLabels'),
      kinds: t('exchange.labelFiles'),
      extensions: labelExtensions,
    })
      .then(take)
      .catch(fail)
  return (
    <section
      className={styles.drop}
      data-over={isOver || undefined}
      aria-label={t('exchange.dropHere')}
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={drop}
    >
      <p className={styles.dropText}>{t('exchange.dropHere')}</p>
      <div className={styles.row}>
        <Button onClick={() => void chooseFolder()}>
          <FolderInput size={14} aria-hidden="true" />
          {t('exchange.folder')}
        </Button>
        <Button onClick={() => void chooseFile()}>
          <FileInput size={14} aria-hidden="true" />
          {t('exchange.file')}
        </Button>
      </div>
      {children}
    </section>
  )
}
