import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Lesson.module.css'
import type { OwnPanel } from './panels.ts'

type LessonProps = { readonly children: ReactNode } & (
  | { readonly panel: Exclude<OwnPanel, 'features'> }
  /** What it says depends on the kind of detector. */
  | { readonly panel: 'features'; readonly text: string }
)

/** A panel with a page of its own: what is seen, in three sentences, and then the thing itself. */
export function Lesson(props: LessonProps) {
  const { t } = useTranslation()
  const name = t(`how.panel.${props.panel}`)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.page} aria-label={name} tabIndex={0}>
      <h2 className={styles.title}>{name}</h2>
      <p className={styles.text}>{props.panel === 'features' ? props.text : t(`how.lesson.${props.panel}`)}</p>
      {props.children}
    </section>
  )
}
