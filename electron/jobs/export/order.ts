import type { ExportChoice } from '../../contract/procedures/exports.ts'

/** What goes out, when and where it happens. */
export interface ExportOrder extends ExportChoice {
  /** Epoch milliseconds. */
  readonly now: number
  /** IANA zone. */
  readonly zone: string
  /** Hour at which a study day begins. */
  readonly rolloverHour: number
}
