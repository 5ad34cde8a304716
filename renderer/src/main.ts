import './styles/index.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { openClient, provideClient } from './client/client.ts'
import { reportErrors } from './client/report-errors.ts'
import { createAppRouter } from './router.ts'
import { restoreLook } from './theme.ts'

restoreLook()
const client = await openClient()
const app = createApp(App)
provideClient(app, client)
app.use(createPinia())
app.use(createAppRouter())
reportErrors(app)
app.mount('#app')
