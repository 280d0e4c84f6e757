export type Poll = {
  /** A round at once. Who asks during one gets the next, which sees what the asker was told of. */
  now: () => Promise<void>;
  /** No further round; resolves when the one that runs is over. */
  stop: () => Promise<void>;
};

type Options = {
  round: () => Promise<void>;
  everyMs: number;
  /** The first failure of a row of them. */
  onTrouble: (error: unknown) => void;
  /** The first success after that. */
  onRecovery?: () => void;
};

const longestWaitMs = 10_000;

/** Does the same again and again, one round at a time; with back-off, spread over all nodes, while it fails. */
export function startPoll({ round, everyMs, onTrouble, onRecovery }: Options): Poll {
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let askedAgain = false;
  let stopped = false;

  async function runOnce(): Promise<void> {
    try {
      await round();
      if (failures > 0) onRecovery?.();
      failures = 0;
    } catch (error) {
      if (failures++ === 0 && !stopped) onTrouble(error);
    }
  }

  function now(): Promise<void> {
    if (running) {
      askedAgain = true;
      return running;
    }
    if (stopped) return Promise.resolve();
    clearTimeout(timer);
    running = runOnce().then(() => {
      running = undefined;
      if (askedAgain && !stopped) {
        askedAgain = false;
        return now();
      }
      if (!stopped) timer = setTimeout(() => void now(), chooseWait(everyMs, failures));
      return undefined;
    });
    return running;
  }

  void now();
  return {
    now,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function chooseWait(everyMs: number, failures: number): number {
  if (failures === 0) return everyMs;
  const longest = Math.max(everyMs, Math.min(longestWaitMs, everyMs * 2 ** Math.min(failures, 10)));
  return longest * (0.5 + Math.random() / 2);
}
