/** Where a model is asked, and for how long. Mails go to this address and nowhere else. */
export interface ModelSettings {
  /** Base of an OpenAI-compatible API: `http://127.0.0.1:11434/v1`. */
  url: string;
  name: string;
  key: string | null;
  timeoutSeconds: number;
  /** Fields put into each request; null takes one out. */
  request: Readonly<Record<string, unknown>>;
}
