import { ref } from 'vue'
import { remember } from '@/i18n'

/** Whether the desk is dark; the first paint has decided already. */
export const dark = ref(document.documentElement.classList.contains('dark'))

export function toggleTheme(): void {
  dark.value = !dark.value
  document.documentElement.classList.toggle('dark', dark.value)
  remember('haltline.theme', dark.value ? 'dark' : 'light')
}
