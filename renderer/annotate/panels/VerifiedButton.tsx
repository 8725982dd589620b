import { useTranslation } from 'react-i18next'
import { Hint } from '../../design/Hint.tsx'
import { StateMark } from '../../design/StateMark.tsx'
import { useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import styles from './Toolbar.module.css'

/** Shows the state of the image and turns its verified mark on and off. */
export function VerifiedButton() {
  const { t } = useTranslation()
  const state = useEditor((editor) => editor.image?.state ?? 'unlabelled')
  const isVerified = state === 'verified' || state === 'verifiedEmpty'
  const isThere = useEditor((editor) => editor.image !== null)
  return (
    <Hint text={t('annotate.toolbar.verify')} command="annotate.verify">
      <button
        type="button"
        className={styles.state}
        aria-label={t('annotate.toolbar.verified')}
        aria-pressed={isVerified}
        disabled={!isThere}
        onClick={() => perform({ kind: 'verify' })}
      >
        <StateMark state={state} label="" size={15} />
        {t(`images.state.${state}`)}
      </button>
    </Hint>
  )
}
