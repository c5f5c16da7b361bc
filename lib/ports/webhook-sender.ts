// Port: sends one signed message to one address, and tells what became of it. Nothing is retried
// and no redirect followed here; what the receiver answers beyond its status is not read.

export interface WebhookMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type SendFailure =
  /** The name leads to an address that no webhook may reach, or to none. */
  | 'address_refused'
  | 'not_resolved'
  | 'connection_failed'
  | 'certificate_refused'
  | 'timed_out'
  | 'redirected'
  | 'refused';

export type SendResult =
  | { readonly kind: 'delivered'; readonly status: number }
  /** 410: the receiver wants no more. */
  | { readonly kind: 'gone'; readonly status: number }
  | {
      readonly kind: 'failed';
      readonly reason: SendFailure;
      readonly status: number | null;
      /** Retry-After. */
      readonly askedMilliseconds: number;
    };

export interface WebhookSender {
  send(message: WebhookMessage): Promise<SendResult>;
}
