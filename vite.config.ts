import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { loadTexts } from './src/texts.ts';
import { firstPaint } from './src/web/chat/firstPaint.ts';

const page = (name: string): string => fileURLToPath(new URL(`./src/web/${name}/index.html`, import.meta.url));

const push = fileURLToPath(new URL('./src/web/desk/push/worker.ts', import.meta.url));

/** Puts the words into the chat page that stand there before its code has run. */
const words: Plugin = {
  name: 'words',
  transformIndexHtml: { order: 'pre', handler: (html) => firstPaint(html, loadTexts()) },
};

export default defineConfig({
  root: fileURLToPath(new URL('./src/web', import.meta.url)),
  plugins: [react(), words],
  build: {
    outDir: fileURLToPath(new URL('./dist/web', import.meta.url)),
    emptyOutDir: true,
    rolldownOptions: {
      input: { chat: page('chat'), desk: page('desk'), push },
      // The worker that is woken keeps its address, by which browsers look for a newer one.
      output: { entryFileNames: ({ name }) => (name === 'push' ? 'push/worker.js' : 'assets/[name]-[hash].js') },
    },
  },
});
