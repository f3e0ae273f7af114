import { mount } from 'svelte'
import App from './App.svelte'
import './styles/base.css'
import './styles/roles.css'

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')
mount(App, { target })
