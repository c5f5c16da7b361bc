// Counts what two clients are asked for, until the end is said.

interface Client {
  send: (command: never, ...rest: never[]) => unknown;
}

export type CallCounts = Readonly<Record<string, number>>;

/** By the service and the name of the command: `s3 GetObject`. */
export function countCalls(clients: Readonly<Record<'s3' | 'dynamo', unknown>>): {
  end(): CallCounts;
} {
  const counts: Record<string, number> = {};
  const undo = (['s3', 'dynamo'] as const).map((service) => {
    const client = clients[service] as Client;
    const { send } = client;
    client.send = function counted(command: object, ...rest: never[]) {
      const name = `${service} ${command.constructor.name.replace(/Command$/, '')}`;
      counts[name] = (counts[name] ?? 0) + 1;
      return send.call(client, command as never, ...rest);
    };
    return () => {
      client.send = send;
    };
  });
  return {
    end() {
      for (const each of undo) each();
      return counts;
    },
  };
}
