import { render } from 'preact';
import { start } from './api/session.ts';
import { App } from './app.tsx';

const root = document.getElementById('admin');
if (root) render(<App />, root);
void start();
