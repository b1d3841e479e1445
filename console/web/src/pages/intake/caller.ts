import { credentials } from '@/api/credentials'

/** One earlier report of the same caller. */
export interface EarlierReport {
  readonly caseId: string
  readonly receivedAt: string
  readonly kind?: string
}

/** The earlier reports of a number, the newest first; undefined when nobody can say. */
export async function callerHistory(number: string): Promise<EarlierReport[] | undefined> {
  try {
    const response = await fetch(`/api/callers?number=${encodeURIComponent(number)}`, { headers: { 'Accept-Language': credentials.language } })
    if (!response.ok) return undefined
    const said = (await response.json()) as { reports?: EarlierReport[]; cases?: EarlierReport[] }
    return [...(said.reports ?? said.cases ?? [])].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt))
  } catch {
    return undefined
  }
}
