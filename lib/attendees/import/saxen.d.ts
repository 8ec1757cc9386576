declare module 'saxen' {
  export class Parser {
    on(
      event: 'openTag',
      hook: (name: string, attributes: () => Record<string, string>, decodeEntities: (value: string) => string) => void,
    ): this;
    on(event: 'closeTag', hook: (name: string) => void): this;
    on(event: 'text', hook: (value: string, decodeEntities: (value: string) => string) => void): this;
    on(event: 'cdata', hook: (value: string) => void): this;
    on(event: 'error', hook: (error: Error) => void): this;
    /** Parses the next chunk and calls the hooks for everything that is complete in it. */
    write(xml: string): this;
    end(): Error | null;
  }
}
