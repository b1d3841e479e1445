import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { plugin, remembered, speak } from './i18n'
import { listen } from './keys/keyboard'
import { router } from './router'
import './styles/tokens.css'
import './styles/ground.css'
import './styles/shell.css'
import './styles/parts.css'
import './styles/print.css'

speak(remembered('haltline.language') === 'en' ? 'en' : 'zh')
listen()
createApp(App).use(createPinia()).use(plugin).use(router).mount('#app')
