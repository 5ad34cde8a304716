import type { PackageChoice } from '../../contract/procedures/collection.ts'

export type { PackageChoice } from '../../contract/procedures/collection.ts'

/** When and where the import happens: due dates are laid on this collection's days. */
export interface PackageMoment {
  /** Epoch milliseconds. */
  readonly now: number
  /** IANA zone. */
  readonly zone: string
  /** Hour at which a study day begins, 0 to 23. */
  readonly rolloverHour: number
}

export type PackageOrder = PackageChoice & PackageMoment

export const USUAL_CHOICE: PackageChoice = { scheduling: true, update: 'newer' }
