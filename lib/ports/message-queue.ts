// Port: hands messages to another door. They hold keys of objects and documents, never claims.

export interface OutgoingMessage {
  readonly body: string;
  /** Not to be seen before; at most 900. */
  readonly delaySeconds?: number;
}

export interface MessageQueue {
  /** All are kept when it resolves; when it throws, some may be. A receiver copes with a second. */
  send(messages: readonly OutgoingMessage[]): Promise<void>;
}
