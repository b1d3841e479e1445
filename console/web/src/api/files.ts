import { api } from './client'
import { result, type Result } from './problem'

/** A file that goes as it is. */
export interface Sent {
  readonly body: Blob
  readonly type: string
  readonly query?: Readonly<Record<string, string>>
}

interface Loose {
  request(method: 'post' | 'put', path: string, init: object): Promise<{ data?: unknown; error?: unknown; response: Response }>
}

/**
 * A call whose body is a file, which the contract can only call a string. It goes the same way as every other call: credentials, language,
 * and the server's clock.
 */
export function sendFile<T>(method: 'post' | 'put', path: string, { body, type, query }: Sent): Promise<Result<T>> {
  const init = {
    ...(query ? { params: { query } } : {}),
    body,
    bodySerializer: (file: Blob) => file,
    headers: { 'Content-Type': type },
  }
  return result((api as unknown as Loose).request(method, path, init) as Promise<{ data?: T; error?: unknown; response: Response }>)
}

/** A part of a path; what a person typed never becomes another path. */
export function part(text: string): string {
  return encodeURIComponent(text)
}
