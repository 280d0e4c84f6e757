-- Search by request, and by who did what, without reading the rest of the log.
CREATE INDEX "audit_events_actor_id_type_at_id_idx" ON "audit_events"("actor_id", "type", "at", "id");
CREATE INDEX "audit_events_request_id_idx" ON "audit_events"("request_id");

-- What is hashed and what is searched are the same event: a row whose columns say one thing and whose leaf says another is refused.
ALTER TABLE audit_events
  ADD CONSTRAINT canonical_is_the_event CHECK (
    canonical::jsonb = jsonb_build_object(
      'id', id,
      'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'class', class,
      'type', type,
      'actor', jsonb_build_object('kind', actor_kind, 'id', actor_id),
      'subject', jsonb_build_object('kind', subject_kind, 'id', subject_id),
      'environment', environment,
      'request_id', request_id,
      'data', data)),
  ADD CONSTRAINT leaf_hash_is_of_canonical CHECK (leaf_hash = sha256('\x00'::bytea || convert_to(canonical, 'UTF8')));

-- Personal values are written once and erased whole; changed ones would no longer match the hash in the log.
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON audit_private
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();

-- An event leaves the waiting line only for its place in the log. Judged at commit, so the order of the two writes is free.
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON audit_pending
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_refuse_change();
CREATE FUNCTION ambit_refuse_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit_log WHERE event_id = OLD.event_id)
    AND EXISTS (SELECT FROM audit_events WHERE id = OLD.event_id) THEN
    RAISE EXCEPTION 'event % has no place in the log yet: DELETE refused', OLD.event_id USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER keeps_waiting AFTER DELETE ON audit_pending
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ambit_refuse_forgetting();

-- `session_replication_role = replica` switches ordinary triggers off; these stay on.
ALTER TABLE audit_events ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_log ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_nodes ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_checkpoints ENABLE ALWAYS TRIGGER append_only;
