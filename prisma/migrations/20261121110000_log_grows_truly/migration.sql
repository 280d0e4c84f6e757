-- The running role may add to the log and cannot take away, so what it adds must be true: one invented row would stop the
-- log for good. A leaf is the next one and is that event's; a node is the hash of what it stands on; a checkpoint speaks of
-- leaves that are there. Judged for each statement as a whole, in one query.
CREATE FUNCTION ambit_next_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  first_seq bigint; last_seq bigint; leaves bigint;
BEGIN
  SELECT min(seq), max(seq), count(*) INTO first_seq, last_seq, leaves FROM added;
  IF leaves = 0 THEN RETURN NULL; END IF;
  IF last_seq - first_seq + 1 <> leaves
    OR first_seq <> coalesce((SELECT max(seq) FROM audit_log WHERE seq < first_seq), -1) + 1
    OR EXISTS (SELECT FROM added a WHERE NOT EXISTS (
      SELECT FROM audit_events e WHERE e.id = a.event_id AND e.leaf_hash = a.leaf_hash)) THEN
    RAISE EXCEPTION 'audit_log grows by the next leaves of real events: INSERT refused' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER next_leaves AFTER INSERT ON audit_log REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_next_leaves();

CREATE FUNCTION ambit_true_nodes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added n WHERE n.hash IS DISTINCT FROM CASE
      WHEN n.level = 0 THEN (SELECT l.leaf_hash FROM audit_log l WHERE l.seq = n.idx)
      ELSE (SELECT sha256('\x01'::bytea || a.hash || b.hash) FROM audit_nodes a, audit_nodes b
        WHERE a.level = n.level - 1 AND a.idx = 2 * n.idx AND b.level = n.level - 1 AND b.idx = 2 * n.idx + 1)
    END) THEN
    RAISE EXCEPTION 'a node is the hash of what it stands on: INSERT refused' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER true_nodes AFTER INSERT ON audit_nodes REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ambit_true_nodes();

CREATE FUNCTION ambit_real_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.tree_size > coalesce((SELECT max(seq) FROM audit_log), -1) + 1 THEN
    RAISE EXCEPTION 'a checkpoint speaks of leaves that are there: INSERT refused' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER real_checkpoint BEFORE INSERT ON audit_checkpoints
  FOR EACH ROW EXECUTE FUNCTION ambit_real_checkpoint();

-- These two were still switched off by `session_replication_role = replica`, which the owner may set.
ALTER TABLE snapshots ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_private ENABLE ALWAYS TRIGGER append_only;
