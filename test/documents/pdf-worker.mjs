/** Reads PDFs outside Jest's module loader, which knows no import(); asked by pdf.ts. */
import { parentPort } from 'node:worker_threads';
import { extractText, getDocumentProxy } from 'unpdf';

parentPort.on('message', async (content) => {
  try {
    const reader = await getDocumentProxy(new Uint8Array(content));
    const { text } = await extractText(reader, { mergePages: false });
    const [{ info }, mark, outline] = [
      await reader.getMetadata(),
      await reader.getMarkInfo(),
      await reader.getOutline(),
    ];
    const pages = text.map((words) => words.replace(/\s+/g, ' '));
    const titles = (outline ?? []).map(({ title }) => title);
    parentPort.postMessage({
      pages,
      title: info.Title,
      language: info.Language,
      tagged: mark?.Marked === true,
      titles,
    });
  } catch (error) {
    parentPort.postMessage({ error: String(error) });
  }
});
