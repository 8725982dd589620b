import type { ReactNode } from 'react'
import styles from './Part.module.css'

type PartProps = { readonly title: string; readonly text?: string; readonly children: ReactNode }

/** A part of a lesson with a heading of its own. */
export function Part({ title, text, children }: PartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      {text && <p className={styles.text}>{text}</p>}
      {children}
    </section>
  )
}

/** Two columns where there is room: what is set or seen, and what comes of it. */
export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>
}

/** One below the other. */
export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>
}

/** Sliders one below the other, however long their names are. */
export function Sliders({ children }: { readonly children: ReactNode }) {
  return <div className={styles.sliders}>{children}</div>
}

type FiguresProps = {
  readonly label: string
  readonly head: readonly string[]
  /** The first of each is its name. */
  readonly rows: readonly (readonly string[])[]
}

export function Figures({ label, head, rows }: FiguresProps) {
  return (
    <table className={styles.figures} aria-label={label}>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...values]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, place) => (
              <td key={head[place + 1]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
