import styles from './ProgressBar.module.css'

type ProgressBarProps = { readonly label: string; readonly value: number | null }

/** Done part 0..1; null shows that something is going on without pretending to know how far. */
export function ProgressBar({ label, value }: ProgressBarProps) {
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(value === null ? {} : { 'aria-valuenow': Math.round(value * 100) })}
    >
      <div
        className={value === null ? styles.unknown : styles.bar}
        style={value === null ? {} : { width: `${value * 100}%` }}
      />
    </div>
  )
}
