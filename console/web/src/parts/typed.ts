import { ref, watch, type Ref } from 'vue'

/** What somebody types and has not sent: it stays over a reload of this tab and a look at another page, under a name of its own. */
export function useTyped(name: string): Ref<string> {
  const key = `haltline.typed.${name}`
  const typed = ref(read(key))
  watch(typed, text => keep(key, text))
  return typed
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function keep(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text)
    else sessionStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing loses it with a reload.
  }
}
