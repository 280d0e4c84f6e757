-- What was decided: one row each, in one part for each environment and month, by the time inside the id.
CREATE TABLE "decisions" (
    "environment" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    -- The slug the call named, and the agent that has it, if any has.
    "agent" TEXT NOT NULL,
    "agent_id" TEXT,
    "action" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "session_id" TEXT,
    "intent" TEXT,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "rule" TEXT,
    "rules" TEXT[] NOT NULL,
    "policy_version" INTEGER,
    "guardrails_version" INTEGER,
    "epoch" INTEGER,
    "sequence" BIGINT,
    "action_digest" TEXT,
    -- What folds: agent, action, outcome, reason and rule.
    "shape" TEXT NOT NULL,
    "claimed" BOOLEAN NOT NULL DEFAULT false,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "reporter" TEXT,
    -- Salted, so that the arguments can be erased and the row still proves what they were.
    "inputs_hash" TEXT,
    "sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("environment", "id")
) PARTITION BY RANGE ("environment", "id");
CREATE INDEX "decisions_environment_agent_id_idx" ON "decisions"("environment", "agent", "id");
CREATE INDEX "decisions_environment_shape_id_idx" ON "decisions"("environment", "shape", "id");

-- What the call carried, as far as it is kept: erased sooner than the decision itself.
CREATE TABLE "decision_inputs" (
    "environment" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "args" JSON NOT NULL,
    "resource" JSON NOT NULL,
    "context" JSON NOT NULL,
    "session" JSON,
    -- Members that were sent and are not kept; paths that were masked.
    "omitted" BOOLEAN NOT NULL,
    "masked" TEXT[] NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "decision_inputs_pkey" PRIMARY KEY ("environment", "id")
) PARTITION BY RANGE ("environment", "id");

-- How many of a shape there were on a day, so that a chart of 30 days reads no rows.
CREATE TABLE "decision_counts" (
    "environment" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "shape" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "rule" TEXT,
    "count" BIGINT NOT NULL,
    "last_id" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "decision_counts_pkey" PRIMARY KEY ("environment", "day", "shape")
);
CREATE INDEX "decision_counts_environment_agent_day_idx" ON "decision_counts"("environment", "agent", "day");

ALTER TABLE "environments" ADD COLUMN "keep_decisions_days" INTEGER NOT NULL DEFAULT 400, ADD COLUMN "keep_arguments_days" INTEGER NOT NULL DEFAULT 90;

-- The first ten signs of an id: its time in milliseconds, in Crockford's base 32.
CREATE FUNCTION ambit_id_time(at timestamptz) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  rest bigint := floor(extract(epoch FROM at) * 1000);
  written text := '';
BEGIN
  FOR i IN 1..10 LOOP
    written := substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (rest % 32)::int + 1, 1) || written;
    rest := rest / 32;
  END LOOP;
  RETURN written;
END $$;

-- The running role makes no tables; these two make and drop exactly these, with the owner's right.
CREATE FUNCTION ambit_make_decision_partitions(at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  month timestamptz := date_trunc('month', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC';
  following timestamptz := (date_trunc('month', at AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
  part text;
  env text;
  made text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ambit_decision_partitions'));
  FOREACH part IN ARRAY ARRAY['decisions', 'decision_inputs'] LOOP
    FOREACH env IN ARRAY ARRAY['production', 'staging', 'sandbox'] LOOP
      made := part || '_' || env || '_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
      IF to_regclass('public.' || quote_ident(made)) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L, %L) TO (%L, %L)', made, part,
          env, 'dec_' || ambit_id_time(month), env, 'dec_' || ambit_id_time(following));
      END IF;
    END LOOP;
  END LOOP;
END $$;

-- Drops the months of `part` in one environment that ended before then, and says how many.
CREATE FUNCTION ambit_drop_decision_partitions(part text, env text, before timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  dropped integer := 0;
  found text;
BEGIN
  IF part NOT IN ('decisions', 'decision_inputs') OR env NOT IN ('production', 'staging', 'sandbox') THEN
    RAISE EXCEPTION 'There is no %.% to drop from', part, env;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('ambit_decision_partitions'));
  FOR found IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = to_regclass('public.' || quote_ident(part)) AND c.relname LIKE part || '\_' || env || '\_____\___'
       AND to_timestamp(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before
  LOOP
    EXECUTE format('DROP TABLE %I', found);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION ambit_make_decision_partitions(timestamptz), ambit_drop_decision_partitions(text, text, timestamptz) FROM PUBLIC;
