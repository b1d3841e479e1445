import { reactive, ref, shallowRef } from 'vue'
import { api, type Schemas } from '@/api/client'
import { result, type Trouble } from '@/api/problem'
import { language } from '@/i18n'

type Institution = Schemas['Institution']

const known = reactive(new Map<string, Institution>())
let asked: Promise<void> | undefined
const AGAIN_MS = 3_000
/** Why nobody knows who there is, while that is so. */
export const unread = shallowRef<Trouble>()

/** Whether anybody has said who there is. */
export const areRead = ref(false)

/** Reads who there is; once, unless asked to read anew. While the server is away it is tried again. */
export function readInstitutions(anew = false): Promise<void> {
  if (!asked || anew) {
    asked = (async () => {
      const answer = await result(api.GET('/institutions'))
      unread.value = answer.ok ? undefined : answer.trouble
      if (answer.ok) {
        areRead.value = true
        answer.value.institutions.forEach(one => known.set(one.id, one))
        return
      }
      asked = undefined
      if (answer.trouble.is === 'away' || answer.trouble.status >= 500) setTimeout(() => void readInstitutions(), AGAIN_MS)
    })()
  }
  return asked
}

export function institutions(): Institution[] {
  return [...known.values()]
}

/** What people call the big ones on a desk, where six characters are too many. */
const shortInChinese: Record<string, string> = {
  中国工商银行: '工行',
  中国建设银行: '建行',
  中国农业银行: '农行',
  中国银行: '中行',
  交通银行: '交行',
  招商银行: '招行',
  中国邮政储蓄银行: '邮储',
  中国移动: '移动',
  中国联通: '联通',
  中国电信: '电信',
}

/** What fits into a row of an English desk: the id, and of a long one its first word. */
export function shortInEnglish(id: string): string {
  const upper = id.toUpperCase()
  return upper.length > 8 ? upper.split('_')[0]!.slice(0, 8) : upper
}

/** The name of an institution in the language of the desk; short names stand in rows. */
export function institutionName(id: string | null | undefined, short = false): string {
  if (!id) return '—'
  const name = known.get(id)?.name
  if (!name) return id
  if (language() === 'en') return short ? shortInEnglish(id) : (name.en ?? id)
  const full = name.zh ?? id
  return short ? (shortInChinese[full] ?? full.replace(/^中国|银行$|股份有限公司$/g, '')) : full
}

export function forgetInstitutions(): void {
  known.clear()
  areRead.value = false
  asked = undefined
}
