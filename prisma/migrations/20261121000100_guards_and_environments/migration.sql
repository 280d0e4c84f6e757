-- The log refuses change, from the running role by its rights and from the owner by this trigger.
CREATE FUNCTION ambit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_nodes
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();
-- Published policy is immutable too: never two bodies under one sequence.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON snapshots
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();

-- Every event waits for its place in the tree; a trigger, so that no writer can forget it.
CREATE FUNCTION ambit_await_sequence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_pending (event_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER await_sequence AFTER INSERT ON audit_events
  FOR EACH ROW EXECUTE FUNCTION ambit_await_sequence();

-- Gives a running role what it needs and nothing more. Start-up calls it after every migration.
CREATE FUNCTION ambit_grant(role_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF role_name = current_user THEN
    RETURN;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', role_name);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', role_name);
  EXECUTE format(
    'REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON audit_events, audit_log, audit_nodes, audit_checkpoints, snapshots FROM %I',
    role_name);
END $$;
REVOKE ALL ON FUNCTION ambit_grant(text) FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- The three environments, each with an empty snapshot. The bytes are RFC 8785 canonical JSON: names in order, no spaces.
WITH made AS (
  SELECT name, date_trunc('milliseconds', now()) AS at FROM unnest(ARRAY['production', 'staging', 'sandbox']) AS name
), env AS (
  INSERT INTO environments (name, epoch, sequence) SELECT name, 1, 1 FROM made RETURNING name
), written AS (
  SELECT made.name, made.at, convert_to(
    '{"agents":{},"contained":{"agents":[],"all":false,"tools":[]},"critical":[],"env":"' || made.name
    || '","epoch":1,"format":"ambit.policy/1","guardrails":{"rules":[],"version":1},"published_at":"'
    || to_char(made.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","sequence":1,"systems":{},"tools":{},"unreachable":{"advanced":{"mode":"deny"},"enterprise":{"mode":"deny"},"foundation":{"mode":"deny"}}}',
    'UTF8') AS body
  FROM made
)
INSERT INTO snapshots (environment, epoch, sequence, digest, body, published_at)
SELECT name, 1, 1, 'sha-256:' || rtrim(translate(encode(sha256(body), 'base64'), '+/', '-_'), '='), body, at FROM written;
