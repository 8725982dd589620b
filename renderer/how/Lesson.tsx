import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Lesson.module.css'
import type { OwnPanel } from './panels.ts'

type LessonProps = { readonly panel: OwnPanel; readonly children: ReactNode }

/** A panel with a page of its own: what is seen, in three sentences, and then the thing itself. */
export function Lesson({ panel, children }: LessonProps) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.page} aria-label={t(`how.panel.${panel}`)} tabIndex={0}>
      <h2 className={styles.title}>{t(`how.panel.${panel}`)}</h2>
      <p className={styles.text}>{t(`how.lesson.${panel}`)}</p>
      {children}
    </section>
  )
}
