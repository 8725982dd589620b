import styles from './Swatch.module.css'

/** The colour of a class, always beside its name. Without a colour: a box that has no class yet. */
export function Swatch({ color }: { readonly color: string | undefined }) {
  return <span className={styles.swatch} style={{ background: color }} aria-hidden="true" />
}
