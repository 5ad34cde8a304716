import { quietPulse } from '../jobs/protocol.ts'
import { checkCollection } from '../store/check.ts'
import { whenFree, type Context } from './context.ts'

/** Checks the whole collection on this thread, for the command line. Gives what was found, in sentences. */
export async function checkNow(context: Context): Promise<string[]> {
  const checked = await checkCollection(context.collection, quietPulse)
  if (!checked.ok) return ['The check was cancelled.']
  const findings = checked.value.map((finding) => finding.message)
  if (findings.length === 0) await whenFree(context, () => context.collection.markChecked(context.now()))
  return findings
}
