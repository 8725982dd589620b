import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Root } from '../../shared/model.ts'
import type { LinkReport } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { PathField } from '../shell/PathField.tsx'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import { relinkFolder } from './addFolder.ts'
import styles from './Images.module.css'
import { useJob } from './useJob.ts'

type RelinkDialogProps = { readonly root: Root | null; readonly onClose: () => void }

/** A folder that moved: the user names its new place, sees how much of it is there, and links it. */
export function RelinkDialog({ root, onClose }: RelinkDialogProps) {
  const { t } = useTranslation()
  const [path, setPath] = useState('')
  const { isBusy, report, run } = useJob<LinkReport>(root !== null)
  const rootId = root?.id
  useEffect(() => setPath(''), [])
  const choose = (chosen: string) => {
    setPath(chosen)
    if (chosen !== '' && rootId !== undefined) run(() => call('roots.checkLink', { rootId, path: chosen }))
  }
  const link = () => {
    onClose()
    if (rootId !== undefined) relinkFolder(t, rootId, path).catch(fail)
  }
  const found = report ? report.byPath + report.byName : 0
  const actions = (
    <>
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button look="primary" disabled={isBusy || path === '' || !report} onClick={link}>
        {report && found === 0 ? t('images.link.anyway') : t('images.link.link')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('images.link.title')} isOpen={root !== null} onClose={onClose} actions={actions}>
      <p className={styles.quiet}>{t('images.link.help')}</p>
      <p className={styles.formerPath}>{root?.path}</p>
      <PathField
        label={t('images.link.place')}
        help={t('images.link.placeHelp')}
        title={t('images.link.choose')}
        value={path}
        suggestion={root?.path ?? ''}
        onChange={choose}
      />
      <output>{isBusy ? t('images.link.looking') : report && path !== '' && <Found report={report} />}</output>
    </Dialog>
  )
}

function Found({ report }: { readonly report: LinkReport }) {
  const { t } = useTranslation()
  const { images, byPath, byName, missing, others } = report
  return (
    <>
      <p className={missing > 0 ? styles.warning : undefined}>
        {t('images.link.found', { found: byPath + byName, images })}
      </p>
      <ul className={styles.quiet}>
        {byPath > 0 && <li>{t('images.link.byPath', { count: byPath })}</li>}
        {byName > 0 && <li>{t('images.link.byName', { count: byName })}</li>}
        {missing > 0 && <li>{t('images.link.missing', { count: missing })}</li>}
        {others > 0 && <li>{t('images.link.others', { count: others })}</li>}
      </ul>
    </>
  )
}
