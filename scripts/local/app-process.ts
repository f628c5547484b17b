import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { untilAnswers } from '../lib/until-answers.ts';
import { onChange } from './on-change.ts';

const preload = new URL('exit-with-parent.ts', import.meta.url).href;

/** Runs the app in its own process, and restarts it when a file below `app/` changes. */
export class AppProcess {
  #env: NodeJS.ProcessEnv;
  #child: ChildProcess;
  #watcher = onChange(['app'], () => this.#restart());
  #stopped = false;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
    this.#child = this.#start();
  }

  /** Waits until `url` answers. Returns false if the process ends first. */
  async listening(url: string): Promise<boolean> {
    return untilAnswers(url, () => this.#child.exitCode === null);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#watcher.close();
    await this.#end();
  }

  #start(): ChildProcess {
    return fork('app/entry/server.ts', [], {
      env: this.#env,
      execArgv: ['--import', preload],
    });
  }

  async #end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exit;
  }

  async #restart(): Promise<void> {
    await this.#end();
    if (this.#stopped) return;
    console.log('A file changed; restarting the app.');
    this.#child = this.#start();
  }
}
