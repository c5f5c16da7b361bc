// The interpreter, with the one thing that Node 20 lacks, and a machine of the template in it:
// doors are functions of the test, waits between tries are none.

import * as z from 'zod';
import { statelessTemplate } from '../../infra/synthesized.js';

type Door = (payload: unknown) => unknown;

interface Interpreter {
  run(input: unknown, options: unknown): { readonly result: Promise<unknown> };
}

export interface RunOptions {
  readonly input: unknown;
  /** By the name of the state. */
  readonly doors: Readonly<Record<string, Door>>;
}

export type Outcome =
  | { readonly kind: 'succeeded'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly error: string };

/** As Lambda names the error of a handler. */
export function errorNamed(name: string): Error {
  return Object.assign(new Error('it did not work'), { name });
}

const MACHINE = z.object({
  Properties: z.object({ StateMachineName: z.string(), DefinitionString: z.string() }),
});
const TASK_INPUT = z.object({ FunctionName: z.string(), Payload: z.unknown() });

export function openMachine(name: string): (options: RunOptions) => Promise<Outcome> {
  const text = definitionOf(name);
  const [noRetryWaits, noWaits] = [zeros(text, 'Task'), zeros(text, 'Wait')];
  return async ({ input, doors }) => {
    const machine = await interpreterOf(JSON.parse(text));
    const handlers: readonly (readonly [string, Door])[] = Object.entries(doors).map(
      ([state, door]) => [
        state,
        // A door that is no promise would throw before the interpreter listens.
        async (given: unknown) => ({ Payload: await door(TASK_INPUT.parse(given).Payload) }),
      ],
    );
    const { result } = machine.run(input, {
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(handlers),
        retryIntervalOverrides: noRetryWaits,
        waitTimeOverrides: noWaits,
      },
      context: { Execution: { Input: input, Name: 'execution' } },
    });
    try {
      return { kind: 'succeeded', output: await result };
    } catch (error) {
      return { kind: 'failed', error: nameOf(error) };
    }
  };
}

/** No time for each state of a type. */
function zeros(text: string, type: 'Task' | 'Wait'): Readonly<Record<string, number>> {
  const states = [...text.matchAll(new RegExp(`"(\\w+)": \\{\\s*"Type": "${type}"`, 'g'))];
  return Object.fromEntries(states.flatMap(([, state]) => (state ? [[state, 0]] : [])));
}

function definitionOf(name: string): string {
  const found = Object.values(
    statelessTemplate('prod').findResources('AWS::StepFunctions::StateMachine'),
  )
    .map((resource) => MACHINE.parse(resource).Properties)
    .find(({ StateMachineName }) => StateMachineName === `kxray-prod-${name}`);
  if (found === undefined) throw new Error(`the template has no machine ${name}`);
  return found.DefinitionString.replaceAll(
    /\$\{(\w+)\}/g,
    'arn:aws:lambda:us-east-1:111122223333:function:$1',
  );
}

async function interpreterOf(definition: unknown): Promise<Interpreter> {
  if (!('withResolvers' in Promise)) Object.assign(Promise, { withResolvers });
  // By a name that the compiler does not follow: the package is installed when the test runs.
  const packageName = 'aws-local-stepfunctions';
  const { StateMachine } = (await import(packageName)) as {
    StateMachine: new (definition: unknown) => Interpreter;
  };
  return new StateMachine(definition);
}

function withResolvers() {
  let resolve: (value: unknown) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise((fulfil, fail) => {
    resolve = fulfil;
    reject = fail;
  });
  return { promise, resolve, reject };
}

/** The interpreter wraps what ended a run. */
function nameOf(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly name?: unknown } };
  return String(cause?.name ?? error);
}
