import { useTranslation } from 'react-i18next'
import { encodingText } from '../../design/encodingText.ts'
import { useEditor } from '../editor.ts'
import styles from './Canvas.module.css'

/** Says when the picture on the screen is not the file's values as they are. */
export function PictureNote() {
  const { t } = useTranslation()
  const encoding = useEditor((state) => (state.phase.kind === 'ready' ? (state.image?.encoding ?? null) : null))
  const text = encoding ? encodingText(t, encoding) : ''
  return text === '' ? null : <p className={styles.note}>{text}</p>
}
