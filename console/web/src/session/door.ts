import { credentials } from '@/api/credentials'
import { observe } from '@/time/house-clock'
import type { Problem } from '@/api/problem'
import type { SessionAnswer } from './types'

/** What came of knocking. */
export type Knock =
  | { readonly is: 'in'; readonly session: SessionAnswer }
  | { readonly is: 'done' }
  | { readonly is: 'refused'; readonly status: number; readonly code: string; readonly says: string; readonly retryAfter: number | null }
  | { readonly is: 'away' }

const knock = async (method: string, path: string, body?: unknown): Promise<Knock> => {
  let response: Response
  try {
    response = await fetch(`/api/session${path}`, {
      method,
      headers: {
        'Accept-Language': credentials.language,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method !== 'GET' && credentials.csrf ? { 'X-Haltline-CSRF': credentials.csrf } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    return { is: 'away' }
  }
  observe(response.headers.get('date'))
  const text = await response.text().catch(() => '')
  const said: unknown = text ? safely(text) : undefined
  if (response.ok) return isSession(said) ? { is: 'in', session: said } : { is: 'done' }
  const problem = said as Partial<Problem> | undefined
  if (!problem?.type) return { is: 'away' }
  const wait = Number(response.headers.get('retry-after'))
  return {
    is: 'refused',
    status: response.status,
    code: problem.type.split(':').at(-1) ?? '',
    says: problem.detail ?? problem.title ?? '',
    retryAfter: wait > 0 ? wait : null,
  }
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSession(value: unknown): value is SessionAnswer {
  return typeof value === 'object' && value !== null && 'actor' in value && 'csrf' in value
}

/** The door of the house: who am I, let me in, I am back, I leave. */
export const door = {
  whoAmI: () => knock('GET', ''),
  signIn: (user: string, password: string) => knock('POST', '', { user, password }),
  signOut: () => knock('DELETE', ''),
  lock: () => knock('POST', '/lock'),
  unlock: (password: string) => knock('POST', '/unlock', { password }),
  changePassword: (old: string, fresh: string) => knock('PUT', '/password', { old, new: fresh }),
}
