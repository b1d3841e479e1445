import type { Schemas } from './client'

export type Problem = Schemas['Problem']

/** A request that did not get what it asked for: `refused` by the server with its reason, or `away`, which says nothing about what happened there. */
export type Trouble = { readonly is: 'refused'; readonly status: number; readonly problem: Problem } | { readonly is: 'away' }

/** A call's answer, or what stood in its way. */
export type Result<T> = { readonly ok: true; readonly value: T; readonly response: Response } | { readonly ok: false; readonly trouble: Trouble }

interface Answered<T> {
  data?: T | undefined
  error?: unknown
  response: Response
}

/** Turns a call of the API into a result. A lost connection, a proxy's error page and a 5xx without a problem are all `away`. */
export async function result<T>(call: Promise<Answered<T>>): Promise<Result<T>> {
  let answered: Answered<T>
  try {
    answered = await call
  } catch {
    return { ok: false, trouble: { is: 'away' } }
  }
  const { data, error, response } = answered
  if (response.ok) return { ok: true, value: data as T, response }
  if (isProblem(error)) return { ok: false, trouble: { is: 'refused', status: response.status, problem: error } }
  return { ok: false, trouble: { is: 'away' } }
}

/** The stable last part of a problem's type, such as `journal-unavailable`. */
export function codeOf(trouble: Trouble): string {
  return trouble.is === 'away' ? 'away' : (trouble.problem.type.split(':').at(-1) ?? '')
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'type' in value && 'detail' in value && 'status' in value
}
