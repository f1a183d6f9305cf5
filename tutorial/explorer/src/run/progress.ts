/** How far one order has come. */
import { watched } from "./nondeterminism.ts";
import { reasonToWait } from "./options.ts";
import { Patience } from "./patience.ts";
import type { TaskEnd } from "../scenario.ts";
import type { Choice } from "../schedule.ts";
import type { Ran, RunSetting } from "./setting.ts";
import { SlowSteps } from "./slow-steps.ts";
import { TaskRun } from "./task-run.ts";
import type { Complain } from "./task-run.ts";

export class Progress<World> {
  readonly setting: RunSetting<World>;
  readonly world: World;
  readonly tasks: readonly TaskRun<World>[];
  readonly patience: Patience;
  readonly slow = new SlowSteps<World>();
  /** What has been chosen so far. */
  readonly choices: Choice[] = [];
  /** Crashes and timeouts so far. */
  faults = 0;
  /** The task whose own code goes on. */
  current: TaskRun<World> | undefined;
  end: Ran | undefined;

  constructor(setting: RunSetting<World>, world: World) {
    this.setting = setting;
    this.world = world;
    this.patience = new Patience(setting.limits);
    this.tasks = setting.actors.map(
      (actor) => new TaskRun(actor, this.refuse, setting.isCareful),
    );
  }

  /** From now on the task's own code goes on. */
  activate(task: TaskRun<World>): void {
    this.patience.renew();
    this.current = task;
    task.phase = "running";
    task.isActive = true;
    watched.task = task;
  }

  /** It has come to its next step or its end. */
  deactivate(task: TaskRun<World>): void {
    this.current = undefined;
    task.isActive = false;
    watched.task = undefined;
  }

  /** A turn has been taken. */
  note(choice: Choice, action: string): void {
    this.choices.push(choice);
    const { onStep } = this.setting;
    if (!onStep) return;
    const waiting = this.tasks.flatMap((task) => {
      const reason = reasonToWait(task);
      return reason === undefined ? [] : [`${task.actor.name} ${reason}`];
    });
    onStep(choice, action, this.world, waiting);
  }

  /** Nobody can go on. */
  complete(): void {
    const ends: TaskEnd[] = [];
    for (const task of this.tasks)
      if (task.actor.task) ends.push(task.end ?? blockedEnd(task));
    this.end = { kind: "complete", choices: this.choices, ends };
  }

  readonly refuse: Complain = (name, task, text) => {
    this.end ??= { kind: "refused", problem: { name, task, text } };
    this.slow.interrupt();
  };
}

function blockedEnd<World>(task: TaskRun<World>): TaskEnd {
  return { kind: "blocked", reason: reasonToWait(task) ?? "waits" };
}
