/**
 * Krippendorff's alpha for names: how far several labellers agree beyond chance. 1: always; 0: as often as if everybody drew
 * from one hat; below: less often than that.
 * Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C, nominal data, any number of observers,
 * missing values. A unit is a thing that was judged, its values are what each labeller who saw it calls it; a unit with one value
 * says nothing. With n_c values c in all, n of them, and o_cc coincidences of c with itself:
 * alpha = 1 - (n - 1) (n - sum o_cc) / (n^2 - sum n_c^2).
 */

/** Null where it is not defined: nothing was judged twice, or nobody ever said anything else. */
export function krippendorffAlpha(units: readonly (readonly number[])[]): number | null {
  const totals = new Map<number, number>()
  let values = 0
  let coincidences = 0
  for (const unit of units) {
    if (unit.length < 2) continue
    values += unit.length
    const counts = new Map<number, number>()
    for (const value of unit) {
      counts.set(value, (counts.get(value) ?? 0) + 1)
      totals.set(value, (totals.get(value) ?? 0) + 1)
    }
    for (const count of counts.values()) coincidences += (count * (count - 1)) / (unit.length - 1)
  }
  const byChance = values * values - [...totals.values()].reduce((sum, total) => sum + total * total, 0)
  return byChance > 0 ? 1 - ((values - 1) * (values - coincidences)) / byChance : null
}
