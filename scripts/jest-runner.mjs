// The light runner, in which no worker waits for ever. A worker asks for its settings when it is
// loaded; the runner answers all workers that it knows by then, and then forgets them. One that is
// still being loaded hears the answer too early, asks later, and nobody is left to answer. Here all
// are answered whenever one asks. (Versions that may know better need a newer Node than ours.)

import { createRunner } from 'jest-light-runner';
import Tinypool from 'tinypool';

/** By the channel of a pool: all that ever listened on it. */
const listenersOf = new WeakMap();

function answeringAll(channel) {
  const listeners = listenersOf.get(channel) ?? new Set();
  listenersOf.set(channel, listeners);
  return {
    onMessage: (listener) => listeners.add(listener),
    postMessage: (message) => {
      for (const listener of listeners) channel.onMessage(listener);
      channel.postMessage(message);
    },
  };
}

const run = Reflect.get(Tinypool.prototype, 'run');
Tinypool.prototype.run = function runAndAnswer(task, options) {
  const channel = options?.channel;
  const given = channel === undefined ? options : { ...options, channel: answeringAll(channel) };
  return Reflect.apply(run, this, [task, given]);
};

export default createRunner({ runtime: 'child_process' });
